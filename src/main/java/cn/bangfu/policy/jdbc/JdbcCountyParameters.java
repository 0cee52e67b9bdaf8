package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.shared.DivisionCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCountyParameters implements CountyParameters {

    private static final TypeReference<Map<String, ParameterSet.Entry>> ENTRIES = new TypeReference<>() {};
    private static final String NEWEST_FIRST = " order by valid_from desc, published_at desc";

    private final JdbcClient jdbc;
    private final ObjectMapper json = new ObjectMapper();

    JdbcCountyParameters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public ParameterSet of(DivisionCode county, LocalDate date) {
        return jdbc.sql("select * from app.parameter_set where county = ? and valid_from <= ?" + NEWEST_FIRST
                        + " limit 1")
                .params(county.county().value(), date)
                .query(this::set)
                .optional()
                .orElseGet(() -> ParameterSet.none(county.county()));
    }

    @Override
    public ParameterSet version(UUID version) {
        return jdbc.sql("select * from app.parameter_set where id = ?")
                .param(version)
                .query(this::set)
                .single();
    }

    @Override
    public List<ParameterSet> history(DivisionCode county) {
        return jdbc.sql("select * from app.parameter_set where county = ?" + NEWEST_FIRST)
                .param(county.county().value())
                .query(this::set)
                .list();
    }

    private ParameterSet set(ResultSet row, @SuppressWarnings("unused") int number) throws SQLException {
        try {
            return new ParameterSet(
                    row.getObject("id", UUID.class),
                    new DivisionCode(row.getString("county")),
                    row.getObject("valid_from", LocalDate.class),
                    json.readValue(row.getString("entries"), ENTRIES));
        } catch (JsonProcessingException e) {
            throw new SQLException("parameter set " + row.getString("id") + " is unreadable", e);
        }
    }
}
