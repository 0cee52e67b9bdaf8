package cn.bangfu.notice;

import cn.bangfu.paper.Paper;
import cn.bangfu.paper.PaperStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The printed paper that a delivery hands over, and its signed original. */
@Component
public class DeliveredPapers {

    private final PaperStore papers;

    DeliveredPapers(PaperStore papers) {
        this.papers = papers;
    }

    /** The last one printed since it is owed, or whose original came back. */
    public Optional<Paper> of(Delivery delivery) {
        return papers.of(delivery.caseId()).stream()
                .filter(paper -> paper.kind() == delivery.kind().paper() && paper.household() != null)
                .filter(paper ->
                        !paper.originals().isEmpty() || !paper.printedAt().isBefore(delivery.owedAt()))
                .findFirst();
    }

    /** Pages of the signed original; ids of evidence. */
    public List<UUID> signed(Delivery delivery) {
        return of(delivery).stream()
                .filter(paper -> !paper.originals().isEmpty())
                .flatMap(paper -> papers.scansOf(paper).stream())
                .map(PaperStore.Scan::evidence)
                .distinct()
                .toList();
    }
}
