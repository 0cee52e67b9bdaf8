package cn.bangfu.paper;

import java.util.List;
import java.util.Optional;

/** Where a paper's content comes from. Each feature offers its own papers as beans, one for each kind. */
public interface PaperSource {

    PaperKind kind();

    /** Names its templates may use, besides those of every paper. */
    List<PaperField> fields();

    /** As it stands now; empty while there is nothing to print. */
    Optional<PaperContent> content(PaperSubject subject);

    /** A sheet for each: cases of two meetings don't share one. */
    default List<PaperSubject> sheets(PaperSubject subject) {
        return List.of(subject);
    }
}
