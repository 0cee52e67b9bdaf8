package cn.bangfu.audit.jdbc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers, in this node, how far it has brought each chain since the last root. Until a root vouches for them, the newest events could
 * be cut off or put in another order by somebody who mends hashes and heads as well; not while a witness is there.
 */
@Component
class Witness {

    /** The last event of a chain that this node has written. */
    record Seen(long seq, byte[] hash) {}

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /** Counts once the transaction is committed. */
    void sees(String chain, long seq, byte[] hash) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    remember(chain, seq, hash);
                }
            });
        } else {
            remember(chain, seq, hash);
        }
    }

    private void remember(String chain, long seq, byte[] hash) {
        seen.merge(chain, new Seen(seq, hash), (one, other) -> one.seq() > other.seq() ? one : other);
    }

    Map<String, Seen> all() {
        return Map.copyOf(seen);
    }

    /** A root vouches for it now. */
    void forget(String chain, Seen rooted) {
        seen.remove(chain, rooted);
    }
}
