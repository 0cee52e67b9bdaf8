package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEntry;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.audit.TrailKeys;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcTrail implements Trail {

    private static final TypeReference<Map<String, @Nullable Object>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;
    private final TrailKeys seals;
    private final Witness witness;
    private final ObjectMapper json;

    JdbcTrail(JdbcClient jdbc, HouseholdKeys keys, TrailKeys seals, Witness witness, ObjectMapper json) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.seals = seals;
        this.witness = witness;
        this.json = json;
    }

    @Override
    public void append(TrailEvent event) {
        var actor = event.actor();
        var details = sealedDetails(event);
        var stamp = seals.stamp(TrailText.content(
                event.caseId().toString(),
                event.caseId().value(),
                event.household().value(),
                event.action(),
                event.element(),
                actor == null ? null : actor.officer().value(),
                actor == null ? null : actor.person().value(),
                actor == null ? null : actor.name(),
                actor == null ? null : actor.role().name(),
                actor == null ? null : actor.officeName(),
                event.model(),
                event.rule(),
                event.fromState(),
                event.toState(),
                details));
        jdbc.sql("""
                        insert into app.trail_event (chain, case_id, household_id, action, element, officer_id, person_id, actor_name,
                          role, office, model, rule, from_state, to_state, details, stamp)
                        values (:chain, :case, :household, :action, :element, :officer, :person, :name,
                          :role, :office, :model, :rule, :from, :to, :details, :stamp)
                        returning seq, hash
                        """)
                .param("chain", event.caseId().toString())
                .param("case", event.caseId().value())
                .param("household", event.household().value())
                .param("action", event.action())
                .param("element", event.element())
                .param("officer", actor == null ? null : actor.officer().value())
                .param("person", actor == null ? null : actor.person().value())
                .param("name", actor == null ? null : actor.name())
                .param("role", actor == null ? null : actor.role().name())
                .param("office", actor == null ? null : actor.officeName())
                .param("model", event.model())
                .param("rule", event.rule())
                .param("from", event.fromState())
                .param("to", event.toState())
                .param("details", details)
                .param("stamp", stamp)
                .query((ResultSet row) ->
                        witness.sees(event.caseId().toString(), row.getLong("seq"), row.getBytes("hash")));
    }

    private byte @Nullable [] sealedDetails(TrailEvent event) {
        if (event.details().isEmpty()) {
            return null;
        }
        try {
            return keys.seal(event.household(), json.writeValueAsString(event.details()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("details of " + event.action() + " are no plain JSON", e);
        }
    }

    @Override
    public List<TrailEntry> of(CaseId caseId) {
        return jdbc.sql("select * from app.trail_event where chain = ? order by seq")
                .param(caseId.toString())
                .query((row, n) -> entry(row))
                .list();
    }

    private TrailEntry entry(ResultSet row) throws SQLException {
        var id = row.getObject("household_id", UUID.class);
        var household = id == null ? null : new HouseholdId(id);
        return new TrailEntry(
                row.getLong("seq"),
                row.getTimestamp("at").toInstant(),
                household,
                row.getString("action"),
                row.getString("element"),
                row.getString("actor_name"),
                row.getString("role"),
                row.getString("office"),
                row.getString("model"),
                row.getString("rule"),
                row.getString("from_state"),
                row.getString("to_state"),
                details(household, row.getBytes("details")));
    }

    private Map<String, @Nullable Object> details(@Nullable HouseholdId household, byte @Nullable [] sealed) {
        if (household == null || sealed == null) {
            return Map.of();
        }
        return keys.open(household, sealed).map(this::parse).orElse(Map.of());
    }

    private Map<String, @Nullable Object> parse(String text) {
        try {
            return json.readValue(text, DETAILS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details of a trail entry cannot be read", e);
        }
    }

    @Override
    public List<TrailBreak> verify() {
        return jdbc.sql("select chain, seq, reason from app.trail_breaks() order by chain, seq")
                .query((row, n) -> new TrailBreak(row.getString(1), row.getLong(2), row.getString(3)))
                .list();
    }
}
