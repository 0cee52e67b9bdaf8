package cn.bangfu.access.jdbc;

import cn.bangfu.access.SignInStore;
import cn.bangfu.shared.OfficerId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSignIns implements SignInStore {

    private final JdbcClient jdbc;

    JdbcSignIns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void record(Event event, Channel channel, @Nullable OfficerId officer, String address) {
        jdbc.sql(
                        "insert into app.sign_in_event (event, channel, officer, address) values (:event, :channel, :officer, :address)")
                .param("event", event.name())
                .param("channel", channel.name())
                .param("officer", officer == null ? null : officer.value())
                .param("address", address)
                .update();
    }

    @Override
    public boolean isKnownAddress(OfficerId officer, String address) {
        return jdbc.sql("""
                        select exists (select 1 from app.sign_in_event where officer = :officer and address = :address
                          and event = 'SIGNED_IN' and happened_at > clock_timestamp() - interval '30 days')
                        """)
                .param("officer", officer.value())
                .param("address", address)
                .query(Boolean.class)
                .single();
    }

    @Override
    public Duration remainingDelay(byte[] nameHash) {
        return jdbc.sql("""
                        select ceil(1000 * extract(epoch from blocked_until - clock_timestamp())) from app.sign_in_delay
                        where name_hash = :hash and blocked_until > clock_timestamp()
                        """)
                .param("hash", nameHash)
                .query(Long.class)
                .optional()
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO);
    }

    /** Two free tries, then 3, 6, 12, 24, 48 and at most 60 seconds; a quarter of an hour without a failure forgets them. */
    @Override
    public void countFailure(byte[] nameHash) {
        jdbc.sql("delete from app.sign_in_delay where last_failed_at < clock_timestamp() - interval '15 minutes'")
                .update();
        jdbc.sql("""
                        insert into app.sign_in_delay as known (name_hash, failures, last_failed_at, blocked_until)
                        values (:hash, 1, clock_timestamp(), clock_timestamp())
                        on conflict (name_hash) do update set
                          failures = known.failures + 1,
                          last_failed_at = clock_timestamp(),
                          blocked_until = clock_timestamp()
                            + case when known.failures < 2 then 0 else least(60, 3 * 2 ^ least(known.failures - 2, 10)) end
                              * interval '1 second'
                        """).param("hash", nameHash).update();
    }

    @Override
    public void forgetFailures(byte[] nameHash) {
        jdbc.sql("delete from app.sign_in_delay where name_hash = :hash")
                .param("hash", nameHash)
                .update();
    }
}
