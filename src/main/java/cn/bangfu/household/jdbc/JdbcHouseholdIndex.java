package cn.bangfu.household.jdbc;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.household.FoundHousehold.FoundMember;
import cn.bangfu.household.HouseholdIndex;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.PersonalDataCipher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcHouseholdIndex implements HouseholdIndex {

    private static final String MEMBERS = """
            select m.household_id, m.name, m.relation,
              case when m.died_on is not null then '已故' when m.left_on is not null then '已离开' else '' end as state
            from app.household_member m join app.household h on h.id = m.household_id where %s and %s
            order by m.left_on is not null, m.died_on is not null, h.number, m.birth_date limit :limit""";

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    JdbcHouseholdIndex(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public List<Hit> byIdentityNumber(IdentityNumber number, DivisionScope scope) {
        return members("m.identity_hash = :value", cipher.lookupHash(number), scope, 20);
    }

    @Override
    public List<Hit> byName(String name, DivisionScope scope, int limit) {
        var begins = members("m.name like :value", escaped(name) + "%", scope, limit);
        return begins.isEmpty() ? members("m.name like :value", "%" + escaped(name) + "%", scope, limit) : begins;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private List<Hit> members(String condition, Object value, DivisionScope scope, int limit) {
        var byHousehold = new LinkedHashMap<UUID, List<FoundMember>>();
        jdbc.sql(MEMBERS.formatted(condition, scope.sqlCondition("h.division")))
                .param("value", value)
                .param("limit", limit)
                .query(row -> {
                    byHousehold
                            .computeIfAbsent(row.getObject("household_id", UUID.class), id -> new ArrayList<>())
                            .add(new FoundMember(
                                    row.getString("name"), row.getString("relation"), row.getString("state")));
                });
        return byHousehold.entrySet().stream()
                .map(entry -> new Hit(new HouseholdId(entry.getKey()), List.copyOf(entry.getValue())))
                .toList();
    }

    @Override
    public List<Hit> byPhone(PhoneNumber phone, DivisionScope scope, int limit) {
        return households("h.phone_hash = :value", cipher.lookupHash(PhoneNumber.KIND, phone.value()), scope, limit);
    }

    @Override
    public List<Hit> byNumber(String number, DivisionScope scope, int limit) {
        return households("h.number like :value", escaped(number) + "%", scope, limit);
    }

    private List<Hit> households(String condition, Object value, DivisionScope scope, int limit) {
        return jdbc.sql("select h.id from app.household h where %s and %s order by h.number limit :limit"
                        .formatted(condition, scope.sqlCondition("h.division")))
                .param("value", value)
                .param("limit", limit)
                .query((row, i) -> new Hit(new HouseholdId(row.getObject("id", UUID.class)), List.of()))
                .list();
    }
}
