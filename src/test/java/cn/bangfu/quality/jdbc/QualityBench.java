package cn.bangfu.quality.jdbc;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.testing.TestPostgres;
import java.math.BigDecimal;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long a look at a whole county's register takes. */
public final class QualityBench {

    private QualityBench() {}

    public static void main(String[] arguments) {
        var members = Integer.parseInt(arguments[0]);
        var database = TestPostgres.newDatabase();
        var owner = JdbcClient.create(database.owner());
        owner.sql("""
                        insert into app.division (code, statistical_name, shown_name, parent, holds_households) values
                          ('150625', '县', '县', null, false), ('150625101', '镇', '镇', '150625', false),
                          ('150625101205', '村', '村', '150625101', true) on conflict do nothing""").update();
        owner.sql("""
                        insert into app.household (number, division, registration_type, residency, origin, income_per_head, house_level,
                          water_safe, phone, phone_hash)
                        select 'B' || i, '150625101205', 'ORDINARY', 'YES', 'LEDGER', 5000 + i % 20000,
                          case when i % 200 = 0 then 'D' else 'B' end, i % 300 <> 0, '\\x00', int4send(i - i % 50 / 49)
                        from generate_series(1, ?) i""").param(members / 4).update();
        owner.sql("""
                        insert into app.household_member (household_id, name, identity_number, identity_hash, birth_date, sex, relation, insured)
                        select h.id, chr(19968 + (random() * 200)::int) || chr(19968 + (random() * 2000)::int), '\\x00',
                          sha256((h.number || m)::bytea), date '1940-01-01' + (random() * 28000)::int,
                          case m % 2 when 0 then 'FEMALE' else 'MALE' end, (array['户主', '妻', '子', '女'])[m], random() > 0.02
                        from app.household h cross join generate_series(1, 4) m""").update();
        for (var table : new String[] {"household", "household_member"}) {
            owner.sql("vacuum analyze app." + table).update();
        }
        var findings = new JdbcQualityFindings(JdbcClient.create(database.app()));
        for (var round = 1; round <= 3; round++) {
            var started = System.nanoTime();
            findings.look(new DivisionCode("150625"), new BigDecimal(8000));
            System.out.println(String.format(
                    Locale.ROOT,
                    "members=%d: a look by all rules %.2fs, findings=%d",
                    members,
                    (System.nanoTime() - started) / 1e9,
                    owner.sql("select count(*) from app.quality_finding")
                            .query(Integer.class)
                            .single()));
        }
        System.exit(0);
    }
}
