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
 * A poster as it hangs or is shown: words around a table.
 *
 * @param path of its page, where its QR code leads
 * @param code as it is printed
 * @param training the line that marks a training; none otherwise
 * @param before paragraphs above the table
 * @param headings of the table
 * @param rows of the table, a cell for each heading
 * @param after paragraphs below it
 * @param signature office and day
 * @param invitation what its page is good for
 */
public record PosterText(
        String path,
        PublicCode code,
        @Nullable String training,
        String title,
        List<String> before,
        List<String> headings,
        List<List<String>> rows,
        List<String> after,
        List<String> signature,
        String invitation) {

    /** Stands first on whatever is posted in a training. */
    public static final String TRAINING = "【演练，不作为办理依据】";

    /**
     * One household whose entry is proposed.
     *
     * @param place village and group
     * @param head full or masked, by the county's parameter for where it is shown
     */
    record Entry(String place, String head, int people, MonitoringCategory category, PublicCode code) {}

    public PosterText {
        before = List.copyOf(before);
        headings = List.copyOf(headings);
        rows = List.copyOf(rows);
        after = List.copyOf(after);
        signature = List.copyOf(signature);
    }

    /** Until when it hangs where, and how to object. */
    static List<String> terms(NoticePlaces where, NoticeTerm term, Set<NoticeLevel> postedAt, String contact) {
        var lines = new ArrayList<String>();
        lines.add(term.sentence());
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

    /** @param code of the poster's page; none for a single household, whose own page it is then */
    static PosterText of(
            NoticePlaces where,
            @Nullable PublicCode code,
            boolean training,
            NoticeTerm term,
            Set<NoticeLevel> places,
            NoticeWording wording,
            List<Entry> entries) {
        var after = new ArrayList<>(terms(where, term, places, wording.contact()));
        if (wording.remark() != null) {
            after.add("附注：" + wording.remark());
        }
        var shown = code != null ? code : entries.get(0).code();
        var rows = new ArrayList<List<String>>();
        for (var entry : entries) {
            rows.add(List.of(
                    String.valueOf(rows.size() + 1),
                    entry.place(),
                    entry.head(),
                    String.valueOf(entry.people()),
                    entry.category().label()));
        }
        return new PosterText(
                (code != null ? "/public/posters/" : "/public/notices/") + shown,
                shown,
                training ? TRAINING : null,
                NoticeTexts.TITLE,
                List.of(where.words().say(NoticeTexts.INTRODUCTION)),
                List.of("序号", "村组", "户主", "人口", "拟纳入类别"),
                rows,
                after,
                List.of(where.publisher(), ChinaTime.day(term.postedOn())),
                "手机扫码看公示、提异议、查答复");
    }
}
