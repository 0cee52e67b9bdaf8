package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.ParameterChange;
import cn.bangfu.policy.ParameterChanges;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcParameterChanges implements ParameterChanges {

    private static final String OPEN = """
        select * from app.parameter_change c
        where not exists (select from app.parameter_change_decision d where d.change_id = c.id)
        """;

    private final JdbcClient jdbc;
    private final ObjectMapper json = new ObjectMapper();

    JdbcParameterChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(ParameterChange change) {
        jdbc.sql("""
            insert into app.parameter_change
              (id, county, name, value, year, valid_from, source, confirmed, reason, person, person_name)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
                .params(
                        change.id(),
                        change.county().value(),
                        change.name(),
                        change.value(),
                        change.year(),
                        change.validFrom(),
                        change.source(),
                        change.confirmed(),
                        change.reason(),
                        change.person().value(),
                        change.personName())
                .update();
    }

    @Override
    public Optional<ParameterChange> open(UUID id) {
        return jdbc.sql(OPEN + " and c.id = ?").param(id).query(this::change).optional();
    }

    @Override
    public List<ParameterChange> open(DivisionCode county) {
        return jdbc.sql(OPEN + " and c.county = ? order by c.proposed_at, c.id")
                .param(county.county().value())
                .query(this::change)
                .list();
    }

    private ParameterChange change(ResultSet row, @SuppressWarnings("unused") int number) throws SQLException {
        return new ParameterChange(
                row.getObject("id", UUID.class),
                new DivisionCode(row.getString("county")),
                row.getString("name"),
                row.getString("value"),
                row.getObject("year", Integer.class),
                row.getObject("valid_from", LocalDate.class),
                row.getString("source"),
                row.getBoolean("confirmed"),
                row.getString("reason"),
                row.getTimestamp("proposed_at").toInstant(),
                new PersonId(row.getObject("person", UUID.class)),
                row.getString("person_name"));
    }

    @Override
    public void decide(UUID change, boolean published, PersonId person, String personName) {
        jdbc.sql("insert into app.parameter_change_decision (change_id, published, person, person_name) values"
                        + " (?, ?, ?, ?)")
                .params(change, published, person.value(), personName)
                .update();
    }

    @Override
    public void publish(ParameterSet set, PersonId person, String note) {
        try {
            jdbc.sql("""
                insert into app.parameter_set (county, valid_from, entries, published_by, note)
                values (?, ?, ?::jsonb, ?, ?)
                """)
                    .params(
                            set.county().value(),
                            set.validFrom(),
                            json.writeValueAsString(set.entries()),
                            person.value(),
                            note)
                    .update();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void publishLine(ParameterChange line, PersonId person) {
        jdbc.sql("""
            insert into app.income_line (county, year, valid_from, yuan, source, confirmed, published_by)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
                .params(
                        line.county().value(),
                        line.year(),
                        line.validFrom(),
                        new BigDecimal(line.value()),
                        line.source(),
                        line.confirmed(),
                        person.value())
                .update();
    }
}
