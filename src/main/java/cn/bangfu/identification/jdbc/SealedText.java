package cn.bangfu.identification.jdbc;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Words about a household, sealed with its own key. */
@Component
class SealedText {

    private static final String ERASED = "（已依法删除）";

    private final JdbcClient jdbc;
    private final HouseholdKeys keys;

    SealedText(JdbcClient jdbc, HouseholdKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    byte @Nullable [] seal(CaseId id, @Nullable String text) {
        return text == null ? null : keys.seal(household(id), text);
    }

    @Nullable
    String open(CaseId id, byte @Nullable [] sealed) {
        return sealed == null ? null : keys.open(household(id), sealed).orElse(ERASED);
    }

    private HouseholdId household(CaseId id) {
        return new HouseholdId(jdbc.sql("select household_id from app.identification_case where id = ?")
                .param(id.value())
                .query(UUID.class)
                .single());
    }
}
