package cn.bangfu.reading;

import static cn.bangfu.paper.PdfPrinter.escape;

import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** 一户一档 as a page to be printed. */
final class DossierPage {

    private static final String STYLE = """
            @page { size: A4; margin: 20mm 16mm 20mm 16mm;
              @bottom-left { content: "%s"; font-family: Paper; font-size: 8pt; color: #777 }
              @bottom-right { content: counter(page) " / " counter(pages); font-family: Paper; font-size: 8pt; color: #777 } }
            body { font-family: Paper; font-size: 10pt; line-height: 1.5 }
            h1 { font-size: 18pt; text-align: center } h2 { font-size: 13pt; border-bottom: 1px solid #000; margin-top: 16pt }
            h3 { font-size: 11pt; margin: 10pt 0 2pt 0 }
            table { width: 100%%; border-collapse: collapse } td, th { border: 1px solid #666; padding: 2pt 4pt; vertical-align: top; text-align: left }
            td.label { width: 34%%; color: #333 } .small { font-size: 8.5pt; color: #444 } .old { text-decoration: line-through; color: #777 }
            .fired { background: #e6e6e6; font-weight: bold } tr { page-break-inside: avoid }
            """;

    private final StringBuilder page = new StringBuilder(1 << 14);

    private DossierPage() {}

    static String of(CaseStory story, List<EvidenceItem> files, String reader, boolean training) {
        return new DossierPage().write(story, files, reader, training);
    }

    static String now() {
        return second(Instant.now());
    }

    static String second(Instant at) {
        return ChinaTime.tableSecond(at);
    }

    private String write(CaseStory story, List<EvidenceItem> files, String reader, boolean training) {
        var read = story.of();
        var mark = (training ? "演练，不作为办理依据　" : "") + "带走人 " + reader + "　" + now() + "　仅供审计监督使用";
        page.append("<html><head><title>一户一档 ")
                .append(escape(read.number().value()))
                .append("</title><style>")
                .append(STYLE.formatted(mark.replace("\"", "").replace("\\", "")))
                .append("</style></head><body><h1>一户一档</h1><table>");
        row("案件编号", read.number().value());
        row(
                "农户",
                story.household().number() + "　"
                        + NameMask.name(story.household().headName()) + "户");
        row("所在村", story.place());
        row("来源", read.channel().label());
        row("立案", second(read.openedAt()));
        row("受理", maybe(read.acceptedAt()));
        row(
                "办结",
                maybe(read.closedAt())
                        + (read.outcome() == null ? "" : "　" + read.outcome().label()));
        page.append("</table>");
        life(story);
        entries(story);
        decisions(story);
        postings(story);
        later(story);
        files(files);
        return page.append("</body></html>").toString();
    }

    private static String maybe(@Nullable Instant at) {
        return at == null ? "—" : second(at);
    }

    private void row(String label, String value) {
        page.append("<tr><td class=\"label\">")
                .append(escape(label))
                .append("</td><td>")
                .append(escape(value))
                .append("</td></tr>");
    }

    private void head(String title) {
        page.append("<h2>").append(escape(title)).append("</h2>");
    }

    private void life(CaseStory story) {
        head("一、本户历次办理");
        page.append("<table><tr><th>起</th><th>止</th><th>事项</th></tr>");
        for (var one : story.life()) {
            page.append("<tr><td>")
                    .append(LegalClock.dayOf(one.from()))
                    .append("</td><td>")
                    .append(one.until() == null ? "至今" : LegalClock.dayOf(one.until()))
                    .append("</td><td>")
                    .append(escape(one.said()))
                    .append("</td></tr>");
        }
        page.append("</table>");
    }

    private void entries(CaseStory story) {
        head("二、办理经过和全部表单");
        for (var entry : story.entries()) {
            page.append("<h3>")
                    .append(entry.seq() == 0 ? "" : entry.seq() + ". ")
                    .append(escape(entry.what()))
                    .append(entry.round() > 1 ? "（第" + entry.round() + "次）" : "")
                    .append("</h3><div class=\"small\">")
                    .append(escape(second(entry.at()) + "　" + entry.who()))
                    .append(entry.model() == null ? "" : "　" + escape(entry.model()))
                    .append(entry.rule() == null ? "" : "　" + escape(entry.rule()))
                    .append("</div>");
            if (entry.note() != null) {
                page.append("<div>").append(escape(entry.note())).append("</div>");
            }
            if (!entry.answers().isEmpty()) {
                page.append("<table>");
                for (var answer : entry.answers()) {
                    page.append("<tr><td class=\"label\">")
                            .append(escape(answer.label()))
                            .append("</td><td>")
                            .append(
                                    answer.before() == null
                                            ? ""
                                            : "<span class=\"old\">" + escape(answer.before()) + "</span> → ")
                            .append(escape(answer.value()))
                            .append("</td></tr>");
                }
                page.append("</table>");
            }
        }
    }

    private void decisions(CaseStory story) {
        head("三、规则表的判定");
        for (var decision : story.decisions()) {
            page.append("<h3>")
                    .append(escape(decision.stage() + "：" + decision.outcome()))
                    .append("</h3><div class=\"small\">")
                    .append(escape(second(decision.at()) + "　" + decision.table() + " 第" + decision.version() + "版"))
                    .append("</div><table>");
            decision.inputs().forEach(input -> row(input.label(), input.value()));
            decision.rows().stream().filter(CaseStory.Row::fired).forEach(fired -> page.append(
                            "<tr class=\"fired\"><td>符合的条款</td><td>")
                    .append(escape(fired.text().isBlank() ? fired.name() : fired.text()))
                    .append("</td></tr>"));
            page.append("</table>");
        }
    }

    private void postings(CaseStory story) {
        head("四、公示和截止时间的计算");
        for (var posting : story.postings()) {
            page.append("<table>");
            row("张贴", second(posting.publishedAt()) + "　地点：" + posting.places());
            row("规定", posting.rule());
            row(
                    "逐日计算",
                    String.join(
                            "；",
                            posting.days().stream()
                                    .map(day -> day.day() + " " + day.why())
                                    .toList()));
            row("截止", ChinaTime.end(posting.legalEnd()));
            row("结束", maybe(posting.closedAt()) + "　" + posting.result());
            posting.objections().forEach(objection -> row("异议", objection));
            page.append("</table>");
        }
    }

    private void later(CaseStory story) {
        head("五、决定之后的改动");
        page.append("<table>");
        story.later().forEach(later -> row(second(later.at()) + "　" + later.who(), later.what()));
        if (story.later().isEmpty()) {
            row("没有", "—");
        }
        page.append("</table>");
    }

    private void files(List<EvidenceItem> files) {
        head("六、照片和扫描件");
        page.append("<table><tr><th>上传时间</th><th>类型</th><th>大小</th><th>SHA-256</th></tr>");
        for (var file : files) {
            page.append("<tr><td>")
                    .append(second(file.uploadedAt()))
                    .append("</td><td>")
                    .append(escape(file.type().extension()))
                    .append("</td><td>")
                    .append(file.size())
                    .append("</td><td class=\"small\">")
                    .append(file.sha256())
                    .append("</td></tr>");
        }
        page.append("</table>");
    }
}
