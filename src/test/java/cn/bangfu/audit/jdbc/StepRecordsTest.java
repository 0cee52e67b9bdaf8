package cn.bangfu.audit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Role;
import cn.bangfu.audit.NewStepRecord;
import cn.bangfu.audit.StepRecord;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import cn.bangfu.shared.PersonalDataCipher;
import cn.bangfu.testing.PostgresTest;
import cn.bangfu.testing.TestPostgres;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

@PostgresTest
class StepRecordsTest {

    private static final Actor CLERK = new Actor(
            OfficerId.next(),
            PersonId.next(),
            "白音",
            Role.VILLAGE_CLERK,
            new DivisionCode("150625101205"),
            "乌吉尔嘎查村民委员会");

    private static final String FORM = """
            {"id":"try","components":[
              {"type":"group","components":[{"type":"textfield","key":"pay","label":"自付","properties":{"kind":"money"}}]},
              {"type":"radio","key":"result","label":"结果","values":[{"label":"有风险","value":"RISK"}]},
              {"type":"checklist","key":"risks","label":"风险","values":[{"label":"因病","value":"ILLNESS"},{"label":"因学","value":"SCHOOLING"}]},
              {"type":"checkbox","key":"sure","label":"属实"},
              {"type":"datetime","key":"on","dateLabel":"日期"},
              {"type":"dynamiclist","path":"visitors","label":"走访人员","components":[
                {"type":"textfield","key":"id","label":"编号","properties":{"kind":"reference"}},
                {"type":"textfield","key":"name","label":"姓名"}]},
              {"type":"evidence","key":"photos","label":"照片"}]}""";

    private final CaseId caseId = CaseId.next();
    private final HouseholdId household = HouseholdId.next();
    private final String task = UUID.randomUUID().toString();
    private final JdbcClient jdbc;
    private final TestPostgres.Database database;
    private final JdbcStepRecords records;
    private final JdbcHouseholdKeys keys;

    StepRecordsTest(TestPostgres.Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
        keys = new JdbcHouseholdKeys(jdbc, new PersonalDataCipher(Map.of(1, new byte[32]), 1, new byte[32]));
        records = new JdbcStepRecords(jdbc, keys, new ObjectMapper());
    }

    private NewStepRecord answer(String task) {
        return new NewStepRecord(
                caseId,
                household,
                "UserTask_Try",
                task,
                "try",
                sha256(FORM),
                FORM,
                "trial",
                3,
                CLERK,
                null,
                Map.of(
                        "pay",
                        "1200.50",
                        "result",
                        "RISK",
                        "risks",
                        List.of("ILLNESS", "SCHOOLING"),
                        "sure",
                        true,
                        "on",
                        "2026-11-21",
                        "visitors",
                        List.of(Map.of("id", "x", "name", "甲"), Map.of("name", "乙")),
                        "photos",
                        List.of("6f9619ff-8b86-4011-b42d-00cf4fc964ff")));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAnswerIsReadInTheWordsOfItsForm() {
        records.append(answer(task));
        assertThat(records.of(caseId)).singleElement().satisfies(record -> {
            assertThat(record.lines())
                    .extracting(StepRecord.Line::path, StepRecord.Line::label, StepRecord.Line::value)
                    .containsExactly(
                            tuple("pay", "自付", "1200.50元"),
                            tuple("result", "结果", "有风险"),
                            tuple("risks", "风险", "因病、因学"),
                            tuple("sure", "属实", "是"),
                            tuple("on", "日期", "2026-11-21"),
                            tuple("visitors[0].name", "走访人员 第1行 姓名", "甲"),
                            tuple("visitors[1].name", "走访人员 第2行 姓名", "乙"),
                            tuple("photos", "照片", "1份"));
            assertThat(record.lines().get(7).evidence()).hasSize(1);
            assertThat(record.processVersion()).isEqualTo(3);
        });
        assertThat(records.answered(task))
                .hasValueSatisfying(answered -> assertThat(answered.actorName()).isEqualTo("白音"));
        assertThat(records.answered("another")).isEmpty();
    }

    @Test
    void aTaskIsAnsweredOnce() {
        records.append(answer(task));
        assertThatThrownBy(() -> records.append(answer(task))).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void theFormKeptIsTheOneThatTheHashNames() {
        assertThatThrownBy(() -> jdbc.sql("insert into app.step_form (hash, form_key, schema) values (?, 'try', '{}')")
                        .param(sha256(FORM))
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theHashOfTheRecordIsThatOfWhatIsKept() {
        var appended = records.append(answer(task));
        assertThat(jdbc.sql("select encode(sha256(answers), 'hex') from app.step_record where seq = ?")
                        .param(appended.seq())
                        .query(String.class)
                        .single())
                .isEqualTo(appended.hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update app.step_record set actor_name = '别人'",
                "delete from app.step_record",
                "truncate app.step_record",
                "update app.step_form set form_key = 'x'",
                "delete from app.step_form"
            })
    void nobodyChangesARecord(String sql) {
        records.append(answer(task));
        assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> JdbcClient.create(database.owner()).sql(sql).update())
                .as("not even the owner of the schema")
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void theTimeIsTheDatabases() {
        records.append(answer(task));
        jdbc.sql("""
                        insert into app.step_record (case_id, household_id, element, form_hash, process_key, process_version, officer_id,
                          person_id, actor_name, role, office, answers, at)
                        select case_id, household_id, element, form_hash, process_key, process_version, officer_id,
                          person_id, actor_name, role, office, answers, '2001-01-01' from app.step_record where task_id = ?
                        """).param(task).update();
        assertThat(jdbc.sql("select count(*) from app.step_record where at < app.legal_now() - interval '1 minute'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void afterALawfulErasureTheRecordStandsButSaysNothing() {
        records.append(answer(task));
        keys.destroy(household);
        assertThat(records.of(caseId)).singleElement().satisfies(record -> {
            assertThat(record.answers()).isEmpty();
            assertThat(record.lines()).isEmpty();
            assertThat(record.actorName()).isEqualTo("白音");
        });
    }
}
