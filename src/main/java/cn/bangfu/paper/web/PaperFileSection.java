package cn.bangfu.paper.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.paper.Paper;
import cn.bangfu.paper.PaperService;
import cn.bangfu.paper.PaperStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Printed papers and their signed originals, in the household's file. */
@Component
class PaperFileSection implements HouseholdFileSection {

    private static final List<String> HEADINGS = List.of("文书", "编号", "识别码", "打印", "签字原件");

    private final PaperStore papers;
    private final Divisions divisions;

    PaperFileSection(PaperStore papers, Divisions divisions) {
        this.papers = papers;
        this.divisions = divisions;
    }

    @Override
    public int order() {
        return 650;
    }

    @Override
    public Optional<Section> of(Household household, SignedInOfficer reader) {
        var rows = papers.of(household.id()).stream()
                .filter(paper -> PaperService.mayRead(reader, paper))
                .map(this::row)
                .toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Section("文书", HEADINGS, rows, ""));
    }

    private Row row(Paper paper) {
        return Row.of(
                Cell.link(
                        divisions.words(paper.division()).say(paper.kind().label()), "/papers/" + paper.id() + "/pdf"),
                Cell.of(paper.label()),
                Cell.of(paper.code().grouped()),
                Cell.of(PapersController.minute(paper.printedAt()) + " " + paper.printedBy()),
                paper.originals().isEmpty()
                        ? Cell.state("还没有", Tone.WARN)
                        : Cell.link(
                                paper.originals().size() + "页",
                                "/papers/scans/" + paper.originals().get(0) + "/picture"));
    }
}
