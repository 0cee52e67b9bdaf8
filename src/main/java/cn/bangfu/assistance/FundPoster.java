package cn.bangfu.assistance;

import cn.bangfu.access.CountyWords;
import cn.bangfu.notice.NoticeTerm;
import cn.bangfu.notice.PosterText;
import cn.bangfu.notice.PublicCode;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.ChinaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The poster of an allocation as a text that is kept: a paragraph a line, a row of its table with a tab between the cells, office and
 * day in the last two lines.
 */
final class FundPoster {

    private static final List<String> HEADINGS = List.of("村", "户主", "项目", "数量", "金额（元）");
    private static final String CELL = "\t";

    private FundPoster() {}

    static List<String> row(String place, String head, String item, String quantity, String amount) {
        return List.of(place, head, item, quantity, amount);
    }

    static String write(
            boolean training,
            FundBatch batch,
            List<List<String>> rows,
            NoticeTerm term,
            Set<NoticeLevel> levels,
            String county,
            CountyWords words) {
        var lines = new ArrayList<String>();
        if (training) {
            lines.add(PosterText.TRAINING);
        }
        lines.add(batch.name() + (batch.name().endsWith("资金") ? "分配结果公示" : "资金分配结果公示"));
        lines.add("资金来源：%s（%s）".formatted(batch.source(), batch.documentNumber()));
        lines.add("分配合计：%s元，%d项".formatted(FundService.yuan(batch.allocated()), rows.size()));
        rows.forEach(row -> lines.add(String.join(CELL, row)));
        lines.add(term.sentence());
        lines.add(words.say("张贴地点："
                + Arrays.stream(NoticeLevel.values())
                        .filter(levels::contains)
                        .map(NoticeLevel::label)
                        .collect(Collectors.joining("、"))
                + "公示栏。"));
        lines.add(words.say(
                "对分配结果有意见的，请在公示期内扫码在网上提出，或者向村级、乡镇、县级经办人反映，拨打12345热线，可以实名，也可以匿名。每件异议都有回执编号，由没有参加分配的人核查答复，答复以前不发放。"));
        lines.add(county);
        lines.add(ChinaTime.day(term.postedOn()));
        return String.join("\n", lines);
    }

    static PosterText read(String text, PublicCode code) {
        var lines = text.lines().toList();
        var title = lines.get(0).equals(PosterText.TRAINING) ? 1 : 0;
        var said = lines.subList(title + 1, lines.size() - 2);
        var table = said.stream().filter(line -> line.contains(CELL)).toList();
        var begins = table.isEmpty() ? said.size() : said.indexOf(table.get(0));
        return new PosterText(
                "/public/funds/" + code,
                code,
                title == 1 ? PosterText.TRAINING : null,
                lines.get(title),
                said.subList(0, begins),
                HEADINGS,
                table.stream().map(line -> List.of(line.split(CELL, -1))).toList(),
                said.subList(begins + table.size(), said.size()),
                lines.subList(lines.size() - 2, lines.size()),
                "手机扫码看这份公示、提异议");
    }
}
