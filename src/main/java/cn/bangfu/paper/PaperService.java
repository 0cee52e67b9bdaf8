package cn.bangfu.paper;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Office;
import cn.bangfu.access.Offices;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.DivisionCode;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Prints papers. A printed paper has a number and a code; the same paper printed again has the same. */
@Service
public class PaperService {

    private static final Set<Role> READERS = roles(Role::readsPersonal);
    private static final Set<Role> MEETING_READERS = roles(Role::readsCases);
    private static final Set<Role> PRINTERS = roles(role -> role.readsCases() && role.handlesCases());

    private final PaperStore papers;
    private final PaperTemplates templates;
    private final PaperCases cases;
    private final PdfPrinter printer;
    private final Households households;
    private final Divisions divisions;
    private final Offices offices;
    private final LegalClock clock;
    private final TrainingTime training;
    private final Trail trail;
    private final SecureRandom random = new SecureRandom();

    PaperService(
            PaperStore papers,
            PaperTemplates templates,
            PaperCases cases,
            PdfPrinter printer,
            Households households,
            Divisions divisions,
            Offices offices,
            LegalClock clock,
            TrainingTime training,
            Trail trail) {
        this.papers = papers;
        this.templates = templates;
        this.cases = cases;
        this.printer = printer;
        this.households = households;
        this.divisions = divisions;
        this.offices = offices;
        this.clock = clock;
        this.training = training;
        this.trail = trail;
    }

    private static Set<Role> roles(Predicate<Role> which) {
        return Arrays.stream(Role.values()).filter(which).collect(Collectors.toUnmodifiableSet());
    }

    /** Where the officer may see papers of that kind. */
    public static DivisionScope scope(SignedInOfficer officer, PaperKind kind) {
        return officer.scope(kind.about() == PaperKind.About.MEETING ? MEETING_READERS : READERS);
    }

    /** In which post the officer prints papers of that division; none if the officer only reads. */
    public static Optional<Actor> printer(SignedInOfficer officer, DivisionCode division) {
        return officer.posts().stream()
                .filter(post ->
                        PRINTERS.contains(post.role()) && post.division().contains(division))
                .map(officer::actorIn)
                .findFirst();
    }

    public static boolean mayRead(SignedInOfficer officer, Paper paper) {
        return scope(officer, paper.kind()).covers(paper.division());
    }

    public PaperSubject subject(CaseId id) {
        var found = cases.find(id).orElseThrow();
        return new PaperSubject(List.of(id), found.household(), found.village());
    }

    /** Kinds that can be printed about the subject as things stand. */
    @Transactional(readOnly = true)
    public List<PaperKind> printable(PaperSubject subject) {
        return Arrays.stream(PaperKind.values())
                .filter(kind -> (kind.about() == PaperKind.About.HOUSEHOLD) == (subject.household() != null))
                .filter(kind -> templates
                        .source(kind)
                        .flatMap(source -> source.content(subject))
                        .isPresent())
                .toList();
    }

    /** Whether there is anything to print. */
    @Transactional(readOnly = true)
    public boolean isPrintable(PaperKind kind, PaperSubject subject) {
        return templates.source(kind).flatMap(source -> source.content(subject)).isPresent();
    }

    /** A sheet for each, where cases can't share one. */
    @Transactional(readOnly = true)
    public List<PaperSubject> sheets(PaperKind kind, PaperSubject subject) {
        return templates.source(kind).map(source -> source.sheets(subject)).orElse(List.of(subject));
    }

    /** A PDF without number and code. Empty if there is nothing to print. */
    @Transactional(readOnly = true)
    public Optional<byte[]> preview(PaperKind kind, PaperSubject subject, Actor actor) {
        return content(kind, subject, actor)
                .map(content -> pdf(
                        kind,
                        templates.inForce(subject.division(), kind),
                        content.with(DocxTemplate.NUMBER, "预览，未编号"),
                        null));
    }

    /** Filled with the names of its places, for who edits the template. */
    @Transactional(readOnly = true)
    public byte[] sample(PaperKind kind, DivisionCode county) {
        return pdf(kind, templates.inForce(county, kind), templates.sample(kind), null);
    }

    /** Numbers a paper, or finds it again if nothing changed since it was printed. Empty if there is nothing to print. */
    @Transactional
    public Optional<Paper> issue(PaperKind kind, PaperSubject subject, Actor actor) {
        return content(kind, subject, actor).map(content -> {
            var hash = papers.keep(templates.inForce(subject.division(), kind).docx());
            return papers.same(kind, subject, hash, content).orElseGet(() -> add(kind, subject, hash, content, actor));
        });
    }

    private Paper add(PaperKind kind, PaperSubject subject, byte[] template, PaperContent content, Actor actor) {
        var code = PaperCode.random(random);
        while (papers.find(code).isPresent()) {
            code = PaperCode.random(random);
        }
        var paper = papers.add(code, papers.nextNumber(subject.division()), kind, subject, template, content, actor);
        for (var found : cases.all(subject.cases())) {
            trail.append(TrailEvent.of("paper.printed", found.id(), found.household(), actor)
                    .with("kind", kind.name())
                    .with("number", paper.label())
                    .with("code", code.value()));
        }
        return paper;
    }

    /** The paper as it was printed; empty if the household's key was destroyed. */
    @Transactional(readOnly = true)
    public Optional<byte[]> pdf(Paper paper) {
        return papers.content(paper)
                .map(content -> pdf(
                        paper.kind(),
                        new DocxTemplate(papers.template(paper.templateHash())),
                        content.with(DocxTemplate.NUMBER, paper.label()),
                        paper.code()));
    }

    /** Many papers in one file, in this order. */
    @Transactional(readOnly = true)
    public byte[] pdf(List<Paper> printed) {
        return printer.join(
                printed.stream().flatMap(paper -> pdf(paper).stream()).toList());
    }

    /** By its code, as somebody typed or a camera read it; empty also if it is not for this officer. */
    @Transactional(readOnly = true)
    public Optional<Paper> find(PaperCode code, SignedInOfficer reader) {
        return papers.find(code).filter(paper -> mayRead(reader, paper));
    }

    @Transactional(readOnly = true)
    public Optional<Paper> find(UUID id, SignedInOfficer reader) {
        return papers.find(id).filter(paper -> mayRead(reader, paper));
    }

    private byte[] pdf(PaperKind kind, DocxTemplate template, PaperContent content, @Nullable PaperCode code) {
        return printer.print(DocxPages.xhtml(template.fill(content, code, templates.fields(kind)), kind.label()));
    }

    private Optional<PaperContent> content(PaperKind kind, PaperSubject subject, Actor actor) {
        return templates.source(kind).flatMap(source -> source.content(subject)).map(content -> {
            common(content, kind, subject, actor);
            return content;
        });
    }

    private void common(PaperContent content, PaperKind kind, PaperSubject subject, Actor actor) {
        var division = subject.division();
        var words = divisions.words(division);
        content.with("文书名称", words.say(kind.label()))
                .with("打印日期", ChinaTime.day(clock.today()))
                .with("县", name(division.county()))
                .with("县级单位", office(division.county()))
                .with("村称", words.village())
                .with("乡镇称", words.town())
                .with("县称", words.county())
                .with("农户称", words.household())
                .with("经办人", actor.name())
                .with("演练", training.active() ? "演练，不作为办理依据" : "")
                .with("所在地", divisions.fullPath(division));
        if (division.level() != DivisionCode.Level.COUNTY) {
            content.with("乡镇", name(division.town())).with("乡镇单位", office(division.town()));
        }
        if (division.level() == DivisionCode.Level.VILLAGE) {
            content.with("村", name(division)).with("村单位", office(division));
        }
        if (subject.cases().size() == 1) {
            cases.find(subject.cases().get(0)).ifPresent(found -> content.with("案件编号", found.number()));
        }
        var household = subject.household();
        if (household != null) {
            household(content, households.require(household));
        }
    }

    private static void household(PaperContent content, Household household) {
        content.with("户主", household.headName())
                .with("户编号", household.number())
                .with("村民小组", Objects.requireNonNullElse(household.group(), ""));
    }

    private String name(DivisionCode division) {
        return divisions.require(division).shownName();
    }

    private String office(DivisionCode division) {
        return offices.of(division).map(Office::name).orElseGet(() -> name(division));
    }
}
