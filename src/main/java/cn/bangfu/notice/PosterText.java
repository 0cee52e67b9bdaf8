package cn.bangfu.notice;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.ChinaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A poster as it hangs or is shown: words around a table of households.
 *
 * @param code of the poster's page; none for a single household, whose own page it is then
 * @param training the line that marks a training; none otherwise
 * @param before paragraphs above the table
 * @param after paragraphs below it
 * @param signature office and day
 */
public record PosterText(
        @Nullable PublicCode code,
        @Nullable String training,
        String title,
        List<String> before,
        List<Row> rows,
        List<String> after,
        List<String> signature) {

    /**
     * One household.
     *
     * @param place village and group
     * @param head full or masked, by the county's parameter for where it is shown
     */
    public record Row(
            int number, String place, String head, int people, MonitoringCategory category, PublicCode code) {}

    public PosterText {
        before = List.copyOf(before);
        rows = List.copyOf(rows);
        after = List.copyOf(after);
        signature = List.copyOf(signature);
    }

    /** Until when it hangs where, and how to object. */
    static List<String> terms(NoticePlaces where, NoticeTerm term, Set<NoticeLevel> postedAt, String contact) {
        var lines = new ArrayList<String>();
        lines.add("公示时间：%s张贴，公示期%s，自张贴次日起算，至%s24时止。"
                .formatted(ChinaTime.day(term.postedOn()), term.term().label(), ChinaTime.day(term.lastDay())));
        lines.add("张贴地点：%s。"
                .formatted(postedAt.stream()
                        .sorted()
                        .map(level -> where.name(level) + "公示栏")
                        .collect(Collectors.joining("、"))));
        lines.add(where.words()
                .say("对公示内容有异议，或者认为还有应当纳入而没有纳入的农户，请在公示期内反映：来访、来电、来信，拨打12345热线，到信访或者纪检部门反映均可，"
                        + "可以实名，也可以匿名。每件异议都有回执编号，由县级核查并答复。"));
        lines.add("联系方式：" + contact);
        return lines;
    }

    static PosterText of(
            NoticePlaces where,
            @Nullable PublicCode code,
            boolean training,
            NoticeTerm term,
            Set<NoticeLevel> places,
            NoticeWording wording,
            List<Row> rows) {
        var after = new ArrayList<>(terms(where, term, places, wording.contact()));
        if (wording.remark() != null) {
            after.add("附注：" + wording.remark());
        }
        return new PosterText(
                code,
                training ? NoticeTexts.TRAINING : null,
                NoticeTexts.TITLE,
                List.of(where.words().say(NoticeTexts.INTRODUCTION)),
                rows,
                after,
                List.of(where.publisher(), ChinaTime.day(term.postedOn())));
    }
}
