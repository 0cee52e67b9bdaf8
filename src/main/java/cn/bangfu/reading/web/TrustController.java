package cn.bangfu.reading.web;

import cn.bangfu.audit.TrailRoots;
import cn.bangfu.audit.TrailVerification;
import cn.bangfu.reading.ReadingLog;
import cn.bangfu.reading.ReadingLog.Act;
import cn.bangfu.reading.ReadingLog.Note;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Whether the trail can be trusted: roots to keep elsewhere, and a look at every event. */
@Controller
@RequestMapping("/audit")
class TrustController {

    record RootLine(long seq, String at, long entries, long events, int key) {}

    record Look(
            String at,
            String took,
            String by,
            long events,
            long chains,
            long roots,
            long rows,
            long count,
            boolean whole,
            List<BreakLine> breaks) {}

    record BreakLine(String kind, String where, boolean isCase, long seq, String said) {}

    record Reading(String at, String who, String act, String said, String caseId, String rows) {}

    record Unmasker(String name, String office, int times) {}

    private final Auditors auditors;
    private final TrailRoots roots;
    private final TrailVerification verification;
    private final ReadingLog log;
    private final boolean keptOutside;
    private final int alarmAbove;

    TrustController(
            Auditors auditors,
            TrailRoots roots,
            TrailVerification verification,
            ReadingLog log,
            @Value("${bangfu.audit.anchor-dir:}") String anchor,
            @Value("${bangfu.audit.unmask-alarm:20}") int alarmAbove) {
        this.auditors = auditors;
        this.roots = roots;
        this.verification = verification;
        this.log = log;
        this.keptOutside = !anchor.isBlank();
        this.alarmAbove = alarmAbove;
    }

    @GetMapping("/trust")
    String trust(Model model) {
        auditors.scope();
        model.addAttribute("keptOutside", keptOutside);
        model.addAttribute(
                "roots",
                roots.latest(60).stream()
                        .map(root -> new RootLine(
                                root.seq(),
                                Words.second(root.madeAt()),
                                root.entries(),
                                root.events(),
                                root.keyNumber()))
                        .toList());
        model.addAttribute(
                "looks",
                verification.latest(15).stream().map(TrustController::look).toList());
        return "reading/trust";
    }

    private static Look look(TrailVerification.Report report) {
        return new Look(
                Words.minute(report.startedAt()),
                String.format("%.1f秒", report.took().toMillis() / 1000.0),
                report.by() == null ? "系统定时或命令" : report.by(),
                report.events(),
                report.chains(),
                report.roots(),
                report.rows(),
                report.count(),
                report.isWhole(),
                report.breaks().stream()
                        .map(one -> new BreakLine(
                                one.kind().label(),
                                one.where(),
                                one.where().matches("[0-9a-f-]{36}"),
                                one.seq(),
                                one.said()))
                        .toList());
    }

    @PostMapping("/trust/verify")
    String verify() {
        auditors.scope();
        verification.verifyAndRecord(auditors.officer());
        log.record(auditors.officer(), Note.of(Act.TRUST, null, "核对留痕是否完整"));
        return "redirect:/audit/trust";
    }

    /** Signs what is new now, for whoever wants to take today's root home. */
    @PostMapping("/trust/root")
    String root() {
        auditors.scope();
        var made = roots.make(false);
        log.record(auditors.officer(), Note.of(Act.TRUST, null, "签封印"));
        return made.map(root -> "redirect:/audit/trust/roots/" + root.seq()).orElse("redirect:/audit/trust");
    }

    /** One root on a page to be printed and kept. */
    @GetMapping("/trust/roots/{seq}")
    String print(@PathVariable long seq, Model model) {
        auditors.scope();
        var root = roots.find(seq).orElseThrow(Auditors::notFound);
        model.addAttribute("root", root);
        model.addAttribute("at", Words.second(root.madeAt()));
        model.addAttribute("key", roots.publicKey(root.keyNumber()).orElse("（密钥已不在）"));
        return "reading/root";
    }

    /** Who read what. */
    @GetMapping("/readings")
    String readings(Model model) {
        auditors.scope();
        model.addAttribute(
                "readings",
                log.latest(300).stream()
                        .map(line -> new Reading(
                                Words.second(line.at()),
                                line.who(),
                                line.act().label(),
                                line.said(),
                                line.caseId() == null ? "" : line.caseId().toString(),
                                line.rows() == null ? "" : line.rows().toString()))
                        .toList());
        model.addAttribute("alarmAbove", alarmAbove);
        model.addAttribute(
                "unmaskers",
                log.unmaskers(alarmAbove).stream()
                        .map(one -> new Unmasker(one.name(), one.office(), one.times()))
                        .toList());
        return "reading/readings";
    }
}
