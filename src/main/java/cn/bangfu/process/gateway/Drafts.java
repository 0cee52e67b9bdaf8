package cn.bangfu.process.gateway;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers that are not finished, each for the officer who writes it. The database removes a task's drafts with the task. Kept on the
 * server, because a browser in an office is shared.
 */
@Component
class Drafts {

    /** What a draft is for: a task, or a start form with the household chosen for it. */
    sealed interface Target {
        record OfTask(String taskId, HouseholdId household) implements Target {}

        record OfStart(String element, @Nullable HouseholdId household) implements Target {}
    }

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;
    private final PersonalDataCipher cipher;

    Drafts(JdbcClient jdbc, HouseholdKeys keys, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.cipher = cipher;
    }

    Instant save(OfficerId officer, Target target, Map<String, @Nullable Object> values) {
        var sealed = seal(target, FormJson.write(values));
        var unique = target instanceof Target.OfTask
                ? "(task_id, officer_id) where task_id is not null"
                : "(officer_id, start_element, household_id) where start_element is not null";
        return jdbc.sql("""
                        insert into app.draft (officer_id, task_id, start_element, household_id, answers)
                        values (:officer, :task, :start, :household, :answers)
                        on conflict %s do update set answers = excluded.answers, saved_at = app.legal_now()
                        returning saved_at
                        """.formatted(unique))
                .param("officer", officer.value())
                .param("task", target instanceof Target.OfTask task ? task.taskId() : null)
                .param("start", target instanceof Target.OfStart start ? start.element() : null)
                .param("household", household(target))
                .param("answers", sealed)
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
    }

    Optional<Draft> find(OfficerId officer, Target target) {
        return jdbc.sql("select answers, saved_at from app.draft where " + where(target))
                .params(parameters(officer, target))
                .query((row, n) -> {
                    var savedAt = row.getTimestamp(2).toInstant();
                    return open(target, row.getBytes(1))
                            .map(text -> new Draft(
                                    FormJson.plainObject(FormJson.read(text.getBytes(StandardCharsets.UTF_8))),
                                    savedAt));
                })
                .optional()
                .flatMap(draft -> draft);
    }

    void remove(OfficerId officer, Target target) {
        jdbc.sql("delete from app.draft where " + where(target))
                .params(parameters(officer, target))
                .update();
    }

    private static String where(Target target) {
        return target instanceof Target.OfTask
                ? "officer_id = :officer and task_id = :target"
                : "officer_id = :officer and start_element = :target and household_id is not distinct from :household::uuid";
    }

    private static Map<String, @Nullable Object> parameters(OfficerId officer, Target target) {
        var parameters = new HashMap<String, @Nullable Object>();
        parameters.put("officer", officer.value());
        if (target instanceof Target.OfTask task) {
            parameters.put("target", task.taskId());
        } else if (target instanceof Target.OfStart start) {
            parameters.put("target", start.element());
            parameters.put("household", household(target));
        }
        return parameters;
    }

    private static @Nullable UUID household(Target target) {
        var household = householdOf(target);
        return household == null ? null : household.value();
    }

    private static @Nullable HouseholdId householdOf(Target target) {
        return target instanceof Target.OfTask task ? task.household() : ((Target.OfStart) target).household();
    }

    private byte[] seal(Target target, String text) {
        var household = householdOf(target);
        return household == null ? cipher.seal(text) : keys.seal(household, text);
    }

    private Optional<String> open(Target target, byte[] sealed) {
        var household = householdOf(target);
        return household == null ? Optional.of(cipher.open(sealed)) : keys.open(household, sealed);
    }
}
