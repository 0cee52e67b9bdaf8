package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A poster for many households that would be published now, or why none can be. */
public sealed interface PosterOutcome {

    /**
     * @param id of the poster, the same as long as the same households go on it
     * @param boardText as it hangs
     * @param webText as it is shown outside
     * @param level whose notice it is
     * @param places where it must hang, with a photograph of each
     */
    record Ready(
            UUID id,
            PosterText boardText,
            PosterText webText,
            NoticeTerm term,
            NoticeLevel level,
            Set<NoticeLevel> places)
            implements PosterOutcome {
        public Ready {
            places = Set.copyOf(places);
        }
    }

    /**
     * @param errors of the poster as a whole
     * @param byCase of single households
     */
    record Refused(List<FieldError> errors, Map<CaseId, List<FieldError>> byCase) implements PosterOutcome {
        public Refused {
            errors = List.copyOf(errors);
            byCase = Map.copyOf(byCase);
        }
    }
}
