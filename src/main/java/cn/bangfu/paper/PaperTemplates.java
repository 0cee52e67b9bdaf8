package cn.bangfu.paper;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.DivisionCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** From which Word file each paper of a county is printed: the one that came along, or the county's own. */
@Service
public class PaperTemplates {

    /** What one template may weigh. */
    public static final int LIMIT = 2 << 20;

    /** Names that every template may use. */
    private static final List<PaperField> COMMON = List.of(
            PaperField.text(DocxTemplate.NUMBER, "文书编号，如“2026年第000123号”（必须有）"),
            PaperField.text(DocxTemplate.CODE, "八位识别码（必须有）"),
            PaperField.text("文书名称", "这份文书的名称"),
            PaperField.text("打印日期", "打印的日期"),
            PaperField.text("案件编号", ""),
            PaperField.text("户主", "户主姓名"),
            PaperField.text("户编号", ""),
            PaperField.text("村民小组", ""),
            PaperField.text("村", "村（嘎查）的名称"),
            PaperField.text("乡镇", "乡镇（苏木镇）的名称"),
            PaperField.text("县", "县（旗、区）的名称"),
            PaperField.text("所在地", "县、乡镇、村连写"),
            PaperField.text("村单位", "村民委员会全称"),
            PaperField.text("乡镇单位", "乡镇人民政府全称"),
            PaperField.text("县级单位", "县级主管部门全称"),
            PaperField.text("村称", "本县怎样称村，如“嘎查村”"),
            PaperField.text("乡镇称", "本县怎样称乡镇，如“苏木镇”"),
            PaperField.text("县称", "本县怎样称县，如“旗”"),
            PaperField.text("农户称", "本县怎样称农户，如“农牧户”"),
            PaperField.text("经办人", "打印这份文书的人"),
            PaperField.text("演练", "演练时写明“演练，不作为办理依据”"));

    private final PaperStore papers;
    private final Map<PaperKind, PaperSource> sources;

    PaperTemplates(PaperStore papers, List<PaperSource> sources) {
        this.papers = papers;
        this.sources = sources.stream().collect(Collectors.toMap(PaperSource::kind, Function.identity()));
    }

    /**
     * A paper's template in a county.
     *
     * @param own the county's own, since then and brought by whom; none if it is the one that came along
     */
    public record Listed(
            PaperKind kind, @Nullable Instant own, @Nullable String by) {}

    /** Either taken, or why not. */
    public sealed interface Brought {
        record Taken() implements Brought {}

        /** @param faults in Chinese, at least one */
        record Refused(List<String> faults) implements Brought {}
    }

    /** All papers that can be printed here. */
    @Transactional(readOnly = true)
    public List<Listed> list(DivisionCode county) {
        return sources.keySet().stream()
                .sorted(Comparator.naturalOrder())
                .map(kind -> papers.chosen(county, kind)
                        .filter(chosen -> chosen.sha256() != null)
                        .map(chosen -> new Listed(kind, chosen.since(), chosen.by()))
                        .orElseGet(() -> new Listed(kind, null, null)))
                .toList();
    }

    /** Names that a template of this kind may use. */
    public List<PaperField> fields(PaperKind kind) {
        var fields = new ArrayList<>(COMMON);
        var source = sources.get(kind);
        if (source != null) {
            fields.addAll(source.fields());
        }
        return fields;
    }

    /** The Word file in force, to be edited. */
    @Transactional(readOnly = true)
    public byte[] file(DivisionCode county, PaperKind kind) {
        return inForce(county, kind).docx();
    }

    /** The county prints from this file from now on, if it can. */
    @Transactional
    public Brought bring(DivisionCode county, PaperKind kind, byte[] docx, Actor actor) {
        if (docx.length == 0 || docx.length > LIMIT) {
            return new Brought.Refused(List.of(docx.length == 0 ? "文件是空的，请重新选择" : "模板不能超过2MB，请压缩图片后再试"));
        }
        var faults = DocxTemplate.faults(docx, fields(kind));
        if (!faults.isEmpty()) {
            return new Brought.Refused(faults);
        }
        try {
            DocxPages.xhtml(new DocxTemplate(docx).fill(sample(kind), null, fields(kind)), "");
        } catch (RuntimeException e) {
            return new Brought.Refused(List.of("按这个模板打印不出文书，请检查条件段和表格的名称是否写在同一个单元格里"));
        }
        papers.choose(county, kind, papers.keep(docx), actor);
        return new Brought.Taken();
    }

    /** The county prints again from the file that came along. */
    @Transactional
    public void dismiss(DivisionCode county, PaperKind kind, Actor actor) {
        papers.choose(county, kind, null, actor);
    }

    /** A paper filled with the meaning of each place, for who edits the template. */
    PaperContent sample(PaperKind kind) {
        var sample = new PaperContent();
        for (var field : fields(kind)) {
            if (field.isTable()) {
                sample.with(field.name(), field.columns(), List.of(field.columns(), field.columns()));
            } else {
                sample.with(field.name(), "〔" + field.name() + "〕");
            }
        }
        return sample.with("演练", "");
    }

    Optional<PaperSource> source(PaperKind kind) {
        return Optional.ofNullable(sources.get(kind));
    }

    DocxTemplate inForce(DivisionCode county, PaperKind kind) {
        return papers.chosen(county, kind)
                .map(PaperStore.Chosen::sha256)
                .map(papers::template)
                .map(DocxTemplate::new)
                .orElseGet(() -> new DocxTemplate(shipped(kind)));
    }

    static byte[] shipped(PaperKind kind) {
        try (var in = PaperTemplates.class.getResourceAsStream("/paper/templates/" + kind.stem() + ".docx")) {
            return Objects.requireNonNull(in, () -> "no template of " + kind).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
