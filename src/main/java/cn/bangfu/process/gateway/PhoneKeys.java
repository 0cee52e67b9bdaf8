package cn.bangfu.process.gateway;

import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonalDataCipher;
import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keys under which officers' phones keep visits that were begun without network. One for each officer on each device. */
@Component
public class PhoneKeys {

    private static final int BYTES = 32;
    /** More phones than anybody has; a bound against filling the table. */
    private static final int DEVICES = 20;

    private final JdbcClient jdbc;
    private final PersonalDataCipher cipher;
    private final SecureRandom random = new SecureRandom();

    PhoneKeys(JdbcClient jdbc, PersonalDataCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /** Made when first asked for; empty if the officer has used too many devices. */
    @Transactional
    public Optional<byte[]> of(OfficerId officer, String device) {
        var kept = find(officer, device);
        if (kept.isPresent()) {
            return kept;
        }
        var devices = jdbc.sql("select count(*) from app.phone_key where officer_id = ?")
                .param(officer.value())
                .query(Integer.class)
                .single();
        if (devices >= DEVICES) {
            return Optional.empty();
        }
        var key = new byte[BYTES];
        random.nextBytes(key);
        jdbc.sql("""
                        insert into app.phone_key (device, officer_id, sealed_key) values (:device, :officer, :key)
                        on conflict do nothing
                        """)
                .param("device", device)
                .param("officer", officer.value())
                .param("key", cipher.seal(key))
                .update();
        return find(officer, device);
    }

    private Optional<byte[]> find(OfficerId officer, String device) {
        return jdbc.sql("select sealed_key from app.phone_key where officer_id = :officer and device = :device")
                .param("officer", officer.value())
                .param("device", device)
                .query(byte[].class)
                .optional()
                .map(cipher::openBytes);
    }
}
