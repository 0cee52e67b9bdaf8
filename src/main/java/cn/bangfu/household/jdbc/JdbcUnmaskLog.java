package cn.bangfu.household.jdbc;

import cn.bangfu.access.Actor;
import cn.bangfu.household.UnmaskLog;
import cn.bangfu.household.Unmasking;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonId;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcUnmaskLog implements UnmaskLog {

    private final JdbcClient jdbc;

    JdbcUnmaskLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void record(
            HouseholdId household, @Nullable MemberId member, Unmasking.Field field, String reason, Actor actor) {
        jdbc.sql("""
                        insert into app.unmask_log (household_id, member_id, field, reason, officer, person, person_name, office_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        household.value(),
                        member == null ? null : member.value(),
                        field.name().toLowerCase(Locale.ROOT),
                        reason,
                        actor.officer().value(),
                        actor.person().value(),
                        actor.name(),
                        actor.officeName())
                .update();
    }

    @Override
    public int today(PersonId person) {
        return jdbc.sql("""
                        select count(*) from app.unmask_log
                        where person = ? and at >= date_trunc('day', app.legal_now(), 'Asia/Shanghai')""").param(person.value()).query(Integer.class).single();
    }

    @Override
    public List<Entry> of(HouseholdId household) {
        return jdbc.sql("select * from app.unmask_log where household_id = ? order by id desc limit 100")
                .param(household.value())
                .query((row, i) -> {
                    var member = row.getObject("member_id", UUID.class);
                    return new Entry(
                            Unmasking.Field.valueOf(row.getString("field").toUpperCase(Locale.ROOT)),
                            member == null ? null : new MemberId(member),
                            row.getString("reason"),
                            row.getString("person_name") + "（" + row.getString("office_name") + "）",
                            row.getObject("at", OffsetDateTime.class).toInstant());
                })
                .list();
    }
}
