package cn.bangfu.audit.jdbc;

import cn.bangfu.audit.HouseholdKeys;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonalDataCipher;
import java.util.HashMap;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

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
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            KeysOfTransaction.now().remove(household);
        }
        jdbc.sql(
                        "update app.household_key set sealed_key = null, destroyed_at = app.legal_now() where household_id = ?")
                .param(household.value())
                .update();
    }

    /** Asked for several times in a step; the answer holds as long as its transaction. */
    private Optional<byte[]> key(HouseholdId household) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return read(household);
        }
        var known = KeysOfTransaction.now();
        var key = known.get(household);
        if (key == null) {
            var found = read(household);
            found.ifPresent(read -> known.put(household, read));
            return found;
        }
        return Optional.of(key);
    }

    private Optional<byte[]> read(HouseholdId household) {
        return jdbc.sql("select sealed_key from app.household_key where household_id = ? and sealed_key is not null")
                .param(household.value())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    private static final class KeysOfTransaction extends HashMap<HouseholdId, byte[]>
            implements TransactionSynchronization {

        private static final long serialVersionUID = 1L;

        static KeysOfTransaction now() {
            for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
                if (synchronization instanceof KeysOfTransaction known) {
                    return known;
                }
            }
            var known = new KeysOfTransaction();
            TransactionSynchronizationManager.registerSynchronization(known);
            return known;
        }
    }
}
