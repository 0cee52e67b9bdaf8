package cn.bangfu.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signed roots of everything that is written once, see {@link TrailKeys}. */
public interface TrailRoots {

    /**
     * @param text what is signed
     * @param entries chains and rows that are new in it
     * @param events of all chains up to here
     * @param signature Base64
     */
    record Root(long seq, Instant madeAt, String text, long entries, long events, int keyNumber, String signature) {}

    /**
     * Gathers what is new and signs it; empty if nothing is.
     *
     * @param all looks through everything instead of what the last days brought
     */
    Optional<Root> make(boolean all);

    /** The latest first. */
    List<Root> latest(int limit);

    Optional<Root> find(long seq);

    /** The first one that vouches for a chain up to that place. */
    Optional<Root> covering(String chain, long seq);

    /** All that a root vouches for, as lines {@code chain seq hash}, in the order in which they are hashed. */
    List<String> entries(long root);

    /** The public key of that number, PEM. */
    Optional<String> publicKey(int number);
}
