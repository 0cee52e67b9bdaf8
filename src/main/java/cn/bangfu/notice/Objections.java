package cn.bangfu.notice;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objections as they are kept: nobody changes or deletes one. */
public interface Objections {

    /** @param notice none for an exclusion */
    ObjectionId add(
            @Nullable PublicNotice notice,
            DivisionCode village,
            PublicCode code,
            NewObjection objection,
            @Nullable Actor actor);

    void resolve(Objection objection, @Nullable PublicNotice notice, ObjectionFinding finding, @Nullable Actor actor);

    Optional<Objection> find(ObjectionId id);

    /** By the code on the receipt. */
    Optional<Objection> find(PublicCode code);

    /** Those against one notice, the oldest first. */
    List<Objection> of(NoticeId notice);

    /** Those against all notices of a case, the oldest first. */
    List<Objection> of(CaseId caseId);

    /** Those that say somebody is missing, the newest first. */
    List<Objection> exclusions(DivisionScope scope);
}
