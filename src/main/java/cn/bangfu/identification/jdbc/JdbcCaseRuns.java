package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.CaseRun;
import cn.bangfu.identification.CaseRuns;
import cn.bangfu.policy.DecisionResult;
import cn.bangfu.shared.CaseId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCaseRuns implements CaseRuns {

    private static final TypeReference<Map<String, @Nullable Object>> INPUTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final SealedText sealed;
    private final ObjectMapper json;

    JdbcCaseRuns(JdbcClient jdbc, SealedText sealed, ObjectMapper json) {
        this.jdbc = jdbc;
        this.sealed = sealed;
        this.json = json;
    }

    @Override
    public void add(
            CaseId id,
            String stage,
            DecisionResult decision,
            List<String> rows,
            String outcome,
            Map<String, @Nullable Object> inputs) {
        jdbc.sql("""
                        insert into app.decision_run (case_id, stage, decision_key, decision_version, rows, outcome, inputs)
                        values (:case, :stage, :key, :version, :rows, :outcome, :inputs)
                        """)
                .param("case", id.value())
                .param("stage", stage)
                .param("key", decision.decisionKey())
                .param("version", decision.version())
                .param("rows", rows.toArray(String[]::new))
                .param("outcome", outcome)
                .param("inputs", sealed.seal(id, write(inputs)))
                .update();
    }

    @Override
    public List<CaseRun> of(CaseId id) {
        return jdbc.sql("select * from app.decision_run where case_id = ? order by ran_at")
                .param(id.value())
                .query((row, n) -> new CaseRun(
                        row.getString("stage"),
                        row.getString("decision_key"),
                        row.getInt("decision_version"),
                        List.of((String[]) row.getArray("rows").getArray()),
                        row.getString("outcome"),
                        read(sealed.open(id, row.getBytes("inputs"))),
                        row.getTimestamp("ran_at").toInstant()))
                .list();
    }

    private String write(Map<String, @Nullable Object> inputs) {
        try {
            return json.writeValueAsString(inputs);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("inputs are no plain JSON", e);
        }
    }

    /** Inputs of an erased household are gone; that the run took place stays. */
    private Map<String, @Nullable Object> read(@Nullable String text) {
        if (text == null || !text.startsWith("{")) {
            return Map.of();
        }
        try {
            return json.readValue(text, INPUTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("inputs of a decision run cannot be read", e);
        }
    }
}
