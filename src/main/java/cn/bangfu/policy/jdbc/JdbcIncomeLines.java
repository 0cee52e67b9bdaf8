package cn.bangfu.policy.jdbc;

import cn.bangfu.policy.IncomeLines;
import cn.bangfu.policy.Setting;
import cn.bangfu.shared.DivisionCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A county's own line goes before an example; in production an example is no line at all. */
@Repository
class JdbcIncomeLines implements IncomeLines {

    private final JdbcClient jdbc;
    private final boolean examplesCount;

    @Autowired
    JdbcIncomeLines(JdbcClient jdbc, Environment environment) {
        this(jdbc, !environment.acceptsProfiles(Profiles.of("production")));
    }

    JdbcIncomeLines(JdbcClient jdbc, boolean examplesCount) {
        this.jdbc = jdbc;
        this.examplesCount = examplesCount;
    }

    @Override
    public Setting<BigDecimal> of(DivisionCode county, LocalDate date) {
        return jdbc.sql("""
                        select yuan, source, confirmed from app.income_line
                        where county = ? and valid_from <= ? and (not example or ?)
                        order by example, valid_from desc, published_at desc limit 1
                        """)
                .params(county.county().value(), date, examplesCount)
                .query((row, number) -> (Setting<BigDecimal>) new Setting.Value<>(
                        row.getBigDecimal("yuan"), row.getString("source"), row.getBoolean("confirmed")))
                .optional()
                .orElseGet(() -> new Setting.Unset<>(
                        "incomeLine", date.getYear() + "年监测线", "省、市公布" + date.getYear() + "年监测范围的文件"));
    }

    @Override
    public List<IncomeLine> history(DivisionCode county) {
        return jdbc.sql("""
                        select * from app.income_line where county = ? and (not example or ?)
                        order by valid_from desc, published_at desc
                        """)
                .params(county.county().value(), examplesCount)
                .query((row, number) -> new IncomeLine(
                        row.getInt("year"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getBigDecimal("yuan"),
                        row.getString("source"),
                        row.getBoolean("confirmed"),
                        row.getBoolean("example")))
                .list();
    }
}
