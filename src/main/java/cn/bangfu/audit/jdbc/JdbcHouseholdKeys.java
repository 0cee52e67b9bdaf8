package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonalDataCipher;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcHouseholdKeys implements HouseholdKeys {

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;

    JdbcHouseholdKeys(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    @Override
    public byte[] seal(HouseholdId household, String plain) {
        var key = key(household).or(() -> {
            jdbc.sql("insert into app.household_key (household_id, sealed_key) values (?, ?) on conflict do nothing")
                    .params(household.value(), cipher.newSealedKey())
                    .update();
            return key(household);
        });
        return cipher.seal(
                plain, key.orElseThrow(() -> new IllegalStateException("the key of this household was destroyed")));
    }

    @Override
    public Optional<String> open(HouseholdId household, byte[] sealed) {
        return key(household).map(key -> cipher.open(sealed, key));
    }

    @Override
    public void destroy(HouseholdId household) {
        jdbc.sql(
                        "update app.household_key set sealed_key = null, destroyed_at = app.legal_now() where household_id = ?")
                .param(household.value())
                .update();
    }

    private Optional<byte[]> key(HouseholdId household) {
        return jdbc.sql("select sealed_key from app.household_key where household_id = ? and sealed_key is not null")
                .param(household.value())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }
}
