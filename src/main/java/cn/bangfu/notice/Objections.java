package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonalDataCipher;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objections as they are kept: nobody changes or deletes one. */
public interface Objections {

    /**
     * Where an objection of the public page came from.
     *
     * @param address keyed hash, of one day only
     * @param said keyed hash of the words
     */
    record Source(byte[] address, byte[] said) {

        public static Source of(PersonalDataCipher cipher, LocalDate today, String address, NewObjection said) {
            return new Source(
                    cipher.lookupHash("objection-source", today + " " + address),
                    cipher.lookupHash(
                            "objection-said",
                            said.kind() + " " + said.text().replaceAll("[\\s\\p{Punct}\\p{IsPunctuation}]", "")));
        }
    }

    /**
     * Anonymous objections from the public page that are investigated and answered together.
     *
     * @param open how many are not answered
     * @param first the oldest that is open, or the oldest
     */
    record Group(ObjectionKind kind, int count, int open, ObjectionId first, Instant firstAt) {}

    /**
     * @param id new; one that is there already means that the same form was sent twice
     * @param notice none for an exclusion
     * @param source with what comes from the public page
     */
    void add(
            ObjectionId id,
            @Nullable PublicNotice notice,
            DivisionCode village,
            PublicCode code,
            NewObjection objection,
            @Nullable Source source,
            boolean grouped,
            @Nullable Actor actor);

    /**
     * Whether an anonymous objection to the notice has come from there before, or with the same words.
     *
     * @param notice none for exclusions of the village
     */
    boolean heardBefore(@Nullable NoticeId notice, DivisionCode village, Source source);

    void resolve(Objection objection, @Nullable PublicNotice notice, ObjectionFinding finding, @Nullable Actor actor);

    /** Answers all open ones of the group alike; how many there were. */
    int resolveGroup(ObjectionKind kind, PublicNotice notice, ObjectionFinding finding, @Nullable Actor actor);

    Optional<Objection> find(ObjectionId id);

    /** By the code on the receipt. */
    Optional<Objection> find(PublicCode code);

    /** Those against one notice that are answered one by one: named ones and those that officials took down first, then by age. */
    List<Objection> individual(NoticeId notice);

    /** Those against one notice that are answered together. */
    List<Group> groups(NoticeId notice);

    /** Some of a group, the oldest first. */
    List<Objection> grouped(NoticeId notice, ObjectionKind kind, int from, int count);

    /** Those against all notices of a case that are answered one by one, the oldest first. */
    List<Objection> of(CaseId caseId);

    /** Those that say somebody is missing, the newest first; of those that came together only the first. */
    List<Objection> exclusions(DivisionScope scope);
}
