package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.AnsweredForm;
import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.audit.NewStepBatch;
import cn.bangfu.audit.NewStepRecord;
import cn.bangfu.audit.StepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.Sha256;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcStepRecords implements StepRecords {

    private static final TypeReference<Map<String, @Nullable Object>> ANSWERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;
    private final ObjectMapper json;

    JdbcStepRecords(JdbcClient jdbc, HouseholdKeys keys, ObjectMapper json) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
    }

    @Override
    public Appended append(NewStepRecord step) {
        var sealed = keys.seal(step.household(), write(step.answers()));
        var seq = jdbc.sql("""
                        with form as (
                          insert into app.step_form (hash, form_key, schema) values (:hash, :form, :schema) on conflict do nothing
                        )
                        insert into app.step_record (case_id, household_id, element, task_id, form_hash, process_key, process_version,
                          officer_id, person_id, actor_name, role, office, answers, batch_id)
                        values (:case, :household, :element, :task, :hash, :process, :version,
                          :officer, :person, :name, :role, :office, :answers, :batch)
                        returning seq
                        """)
                .param("hash", step.formHash())
                .param("form", step.formKey())
                .param("schema", step.formFile())
                .param("case", step.caseId().value())
                .param("household", step.household().value())
                .param("element", step.element())
                .param("task", step.taskId())
                .param("process", step.processKey())
                .param("version", step.processVersion())
                .param("officer", step.actor().officer().value())
                .param("person", step.actor().person().value())
                .param("name", step.actor().name())
                .param("role", step.actor().role().name())
                .param("office", step.actor().officeName())
                .param("answers", sealed)
                .param("batch", step.batch())
                .query(Long.class)
                .single();
        return new Appended(seq, Sha256.hex(sealed));
    }

    @Override
    public void open(NewStepBatch batch) {
        jdbc.sql("""
                        insert into app.step_batch (id, kind, subject, number, households, officer_id, person_id, actor_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        batch.id(),
                        batch.kind(),
                        batch.subject(),
                        batch.number(),
                        batch.households(),
                        batch.officer().value(),
                        batch.person().value(),
                        batch.actorName())
                .update();
    }

    @Override
    public List<StepRecord> of(CaseId caseId) {
        return jdbc.sql("""
                        select r.*, f.form_key, f.schema from app.step_record r join app.step_form f on f.hash = r.form_hash
                        where r.case_id = ? order by r.seq
                        """)
                .param(caseId.value())
                .query((row, n) -> record(row))
                .list();
    }

    @Override
    public Optional<Answered> answered(String taskId) {
        return jdbc.sql("select case_id, actor_name, office, at from app.step_record where task_id = ?")
                .param(taskId)
                .query((row, n) -> new Answered(
                        new CaseId(row.getObject(1, UUID.class)),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .optional();
    }

    private StepRecord record(ResultSet row) throws SQLException {
        var household = new HouseholdId(row.getObject("household_id", UUID.class));
        Map<String, @Nullable Object> answers =
                keys.open(household, row.getBytes("answers")).map(this::read).orElse(Map.of());
        return new StepRecord(
                row.getLong("seq"),
                new CaseId(row.getObject("case_id", UUID.class)),
                household,
                row.getString("element"),
                row.getString("task_id"),
                row.getString("form_key"),
                row.getString("form_hash"),
                row.getString("process_key"),
                row.getInt("process_version"),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("actor_name"),
                row.getString("role"),
                row.getString("office"),
                row.getTimestamp("at").toInstant(),
                row.getObject("batch_id", UUID.class),
                answers,
                lines(row.getString("schema"), answers));
    }

    private List<StepRecord.Line> lines(String form, Map<String, @Nullable Object> answers) {
        try {
            return AnsweredForm.lines(json.readTree(form), answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a form that was answered cannot be read", e);
        }
    }

    private String write(Map<String, @Nullable Object> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("answers are no plain JSON", e);
        }
    }

    private Map<String, @Nullable Object> read(String answers) {
        try {
            return json.readValue(answers, ANSWERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answers of a step cannot be read", e);
        }
    }
}
