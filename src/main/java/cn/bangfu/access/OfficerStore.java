package cn.bangfu.access;

import cn.bangfu.shared.OfficerId;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where accounts are kept. Not for other modules: they look up through {@link Officers}. Whatever is written is also written to the log
 * of changes, under the name of the officer who is signed in.
 */
public interface OfficerStore {

    /** @param passwordSince when the present password was set */
    record Credentials(
            OfficerId id, String passwordHash, boolean enabled, boolean mustChangePassword, Instant passwordSince) {}

    /** An officer as of now, with what a session has to be checked against. */
    record Standing(SignedInOfficer officer, Instant passwordSince) {}

    /**
     * @param by name of the officer who made the change; none for the system itself
     * @param what what was changed, {@code officer}, {@code post} or {@code person}
     * @param before values that were changed, as JSON
     */
    record Change(Instant at, @Nullable String by, String what, String operation, String before, String after) {}

    /**
     * @param within who ever held a post there
     * @param text part of name or username; empty for all
     * @param left whether those who left are wanted too
     */
    record Query(DivisionScope within, String text, boolean left) {}

    Optional<Credentials> credentials(String username);

    /** Empty if disabled or without a post. */
    Optional<Standing> standing(OfficerId id);

    /** By username. */
    List<Officer> search(Query query, int offset, int limit);

    int count(Query query);

    /** All terms, ended ones too, newest first. */
    List<Post> terms(OfficerId officer);

    /** Newest first. */
    List<Change> changes(OfficerId officer);

    Optional<Officer> byPerson(PersonId person);

    Optional<PersonId> personByIdentity(byte[] identityHash);

    Optional<String> personName(PersonId person);

    boolean isUsernameTaken(String username);

    /** Enabled officers with the role anywhere in the scope, as of now. */
    int holders(Role role, DivisionScope scope);

    boolean anyDemoOfficer();

    PersonId addPerson(String name, byte @Nullable [] identityHash);

    OfficerId addOfficer(
            PersonId person, String username, String passwordHash, boolean mustChangePassword, boolean demo);

    void addPost(OfficerId officer, OfficeId office, Role role, @Nullable Instant from);

    void endPost(PostId post);

    void disable(OfficerId officer);

    void enable(OfficerId officer);

    void setPassword(OfficerId officer, String passwordHash, boolean mustChangePassword);

    /** From that day on the office is called so. */
    void rename(OfficeId office, String name, LocalDate from);
}
