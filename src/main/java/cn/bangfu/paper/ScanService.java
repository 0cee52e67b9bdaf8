package cn.bangfu.paper;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.evidence.EvidenceType;
import cn.bangfu.paper.PaperStore.Scan;
import cn.bangfu.shared.CaseId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes signed papers back. Each page that came in is kept as it came; its code says which paper it is the original of, and where no
 * code can be read, somebody says it.
 */
@Service
public class ScanService {

    private static final Logger log = LoggerFactory.getLogger(ScanService.class);

    private static final int SHOWN_SIDE = 1600;
    private static final Set<Role> ASSIGNERS = Arrays.stream(Role.values())
            .filter(role -> role.readsCases() && role.handlesCases())
            .collect(Collectors.toUnmodifiableSet());

    private final PaperStore papers;
    private final PaperCases cases;
    private final EvidenceService evidence;
    private final Trail trail;

    ScanService(PaperStore papers, PaperCases cases, EvidenceService evidence, Trail trail) {
        this.papers = papers;
        this.cases = cases;
        this.evidence = evidence;
        this.trail = trail;
    }

    /** What became of one page or, if refused, of a file. */
    public sealed interface Received {

        /** The original of that paper now. */
        record Assigned(String file, int page, Paper paper) implements Received {}

        /** No code could be read, or it is of no paper here: somebody has to say it. */
        record Unread(String file, int page) implements Received {}

        /** @param message in Chinese */
        record Refused(String file, String message) implements Received {}
    }

    /** Takes one file in, page by page. */
    @Transactional
    public List<Received> receive(SignedInOfficer officer, String name, byte[] content) throws IOException {
        var type = type(content);
        List<byte[]> pages;
        try {
            pages = type == null ? List.of(content) : ScanReader.pages(type, content);
        } catch (ScanReader.UnreadableException e) {
            return List.of(new Received.Refused(name, e.said()));
        }
        var received = new ArrayList<Received>();
        for (var i = 0; i < pages.size(); i++) {
            received.add(receivePage(officer, name, pages.get(i), i + 1));
        }
        return received;
    }

    private Received receivePage(SignedInOfficer officer, String name, byte[] page, int number) throws IOException {
        var receipt = evidence.receive(officer, name, () -> new ByteArrayInputStream(page));
        if (receipt instanceof EvidenceService.Receipt.Refused refused) {
            return new Received.Refused(name, refused.message());
        }
        var item = ((EvidenceService.Receipt.Kept) receipt).item();
        ScanReader.Page read;
        try {
            read = ScanReader.read(item.type(), page);
        } catch (ScanReader.UnreadableException e) {
            log.info("scan cannot be looked at: {}", item.id());
            read = new ScanReader.Page(null, 0);
        }
        var code = read.code();
        var paper = code == null
                ? Optional.<Paper>empty()
                : papers.find(code).filter(found -> assigner(officer, found).isPresent());
        if (paper.isPresent()) {
            var actor = assigner(officer, paper.get()).orElseThrow();
            var scan = papers.addScan(item.id(), 1, read.turned(), paper.get().division(), actor);
            if (assign(scan, paper.get(), false, actor)) {
                return new Received.Assigned(name, number, paper.get());
            }
            return new Received.Unread(name, number);
        }
        var actor = officer.posts().stream()
                .filter(post -> ASSIGNERS.contains(post.role()))
                .map(officer::actorIn)
                .findFirst()
                .orElseThrow();
        papers.addScan(item.id(), 1, read.turned(), actor.division(), actor);
        return new Received.Unread(name, number);
    }

    private static @Nullable EvidenceType type(byte[] content) {
        return content.length > 4 && content[0] == '%' && content[1] == 'P' && content[2] == 'D' && content[3] == 'F'
                ? EvidenceType.PDF
                : null;
    }

    /** Who may say which paper a page is; where papers are printed. */
    public static DivisionScope scope(SignedInOfficer officer) {
        return officer.scope(ASSIGNERS);
    }

    private static Optional<Actor> assigner(SignedInOfficer officer, Paper paper) {
        return PaperService.mayRead(officer, paper)
                ? PaperService.printer(officer, paper.division())
                : Optional.empty();
    }

    /** Pages that nobody has assigned. */
    @Transactional(readOnly = true)
    public List<Scan> open(SignedInOfficer officer) {
        return papers.openScans(scope(officer));
    }

    /** One that the officer may see. */
    @Transactional(readOnly = true)
    public Optional<Scan> find(UUID id, SignedInOfficer officer) {
        return papers.scan(id).filter(scan -> {
            var paper = scan.paper();
            return paper == null
                    ? scope(officer).covers(scan.division())
                    : papers.find(paper)
                            .filter(found -> PaperService.mayRead(officer, found))
                            .isPresent();
        });
    }

    /** Why it could not be done, in Chinese; empty if it was. */
    @Transactional
    public Optional<String> assign(Scan scan, PaperCode code, SignedInOfficer officer) {
        if (!scan.isOpen()) {
            return Optional.of("这一页已经有人归过了");
        }
        var paper = papers.find(code).filter(found -> assigner(officer, found).isPresent());
        if (paper.isEmpty()) {
            return Optional.of("没有识别码为" + code.grouped() + "的文书，或者不归您办理，请核对");
        }
        return assign(scan, paper.get(), true, assigner(officer, paper.get()).orElseThrow())
                ? Optional.empty()
                : Optional.of("这份申请书还没有登记立案，请先在“新申报”登记，再归件");
    }

    /** It is the original of no paper. */
    @Transactional
    public void discard(Scan scan, String reason, SignedInOfficer officer) {
        if (scan.isOpen()) {
            papers.discard(
                    scan, reason, PaperService.printer(officer, scan.division()).orElseThrow());
        }
    }

    /** Not before there is a case, whose file it goes into. */
    private boolean assign(Scan scan, Paper paper, boolean byHand, Actor actor) {
        var caseId = caseOf(paper);
        if (caseId.isEmpty()) {
            return false;
        }
        evidence.attach(List.of(scan.evidence()), scan.officer(), caseId.get(), paper.division());
        papers.assign(scan, paper, byHand, actor);
        var concerned = paper.cases().isEmpty() ? List.of(caseId.get()) : paper.cases();
        for (var found : cases.all(concerned)) {
            trail.append(TrailEvent.of("paper.returned", found.id(), found.household(), actor)
                    .with("kind", paper.kind().name())
                    .with("number", paper.label())
                    .with("evidence", scan.evidence().toString())
                    .with("readBy", byHand ? "HAND" : "QR"));
        }
        return true;
    }

    private Optional<CaseId> caseOf(Paper paper) {
        var household = paper.household();
        return paper.cases().isEmpty() && household != null
                ? cases.of(household).map(PaperCases.PaperCase::id)
                : paper.cases().stream().findFirst();
    }

    /** The page upright, to be looked at. */
    @Transactional(readOnly = true)
    public byte[] picture(Scan scan, EvidenceItem item) throws IOException {
        var content = new ByteArrayOutputStream();
        evidence.copy(item, content);
        try {
            return ScanReader.upright(item.type(), content.toByteArray(), scan.turned(), SHOWN_SIDE);
        } catch (ScanReader.UnreadableException e) {
            throw new IOException(e);
        }
    }
}
