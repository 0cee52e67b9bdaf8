package cn.bangfu.identification.jdbc;

import cn.bangfu.identification.CaseHands;
import cn.bangfu.identification.Hand;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.PersonId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcCaseHands implements CaseHands {

    private final JdbcClient jdbc;

    JdbcCaseHands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<PersonId, Hand> of(CaseId id) {
        var hands = new LinkedHashMap<PersonId, Hand>();
        jdbc.sql("select person_id, hand from app.case_hand where case_id = ? order by first_at")
                .param(id.value())
                .query(row -> {
                    hands.put(new PersonId(row.getObject(1, UUID.class)), Hand.valueOf(row.getString(2)));
                });
        return hands;
    }

    @Override
    public boolean mayTake(CaseId id, PersonId person, Hand hand) {
        var taken = of(id).get(person);
        return taken == null || taken == hand;
    }

    @Override
    public void take(CaseId id, PersonId person, Hand hand) {
        jdbc.sql("insert into app.case_hand (case_id, person_id, hand) values (?, ?, ?) on conflict do nothing")
                .params(id.value(), person.value(), hand.name())
                .update();
        if (!mayTake(id, person, hand)) {
            throw new IllegalStateException("person " + person + " already has another hand in case " + id);
        }
    }
}
