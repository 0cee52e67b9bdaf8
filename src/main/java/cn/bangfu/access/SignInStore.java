package cn.bangfu.access;

import cn.bangfu.shared.OfficerId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Records who came and went, and how long a name has to wait after wrong passwords. Not for other modules. */
public interface SignInStore {

    enum Event {
        SIGNED_IN,
        SIGNED_OUT,
        /** The session was closed because the account, its posts or its password changed, or the day was over. */
        ENDED,
        FAILED,
        /** Came again before the waiting time was over. */
        DELAYED,
        PASSWORD_CHANGED
    }

    enum Channel {
        PAGE,
        PROGRAM
    }

    /** @param officer none for an unknown username, which is not kept: people type passwords into that field */
    void record(Event event, Channel channel, @Nullable OfficerId officer, String address);

    /** Whether the officer has signed in from there within the last 30 days. */
    boolean isKnownAddress(OfficerId officer, String address);

    /** How long the name still has to wait; zero if not at all. */
    Duration remainingDelay(byte[] nameHash);

    /** Counts one more failure and lets the next attempt wait accordingly. */
    void countFailure(byte[] nameHash);

    void forgetFailures(byte[] nameHash);
}
