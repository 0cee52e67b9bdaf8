package cn.bangfu.notice;

import cn.bangfu.access.CountyWords;
import cn.bangfu.notice.Leak.Part;
import cn.bangfu.policy.NameStyle;
import cn.bangfu.policy.NoticeLevel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words that are published, made from the case and never typed: whose entry is proposed, until when, and how to object. What
 * officials add are the contact and a remark.
 */
record NoticeTexts(NoticeSubject subject, NoticePlaces where, NoticeWording wording, boolean training) {

    /** A notice of the proposed entry, open to objection. */
    String notice(NoticeTerm term, Set<NoticeLevel> postedAt, PublicCode code, NameStyle names) {
        var lines = begin("拟纳入监测对象公示");
        lines.add(words().say("按照防止返贫动态监测和帮扶工作程序，经入户核实、部门数据比对、民主评议和乡镇审核，拟将下列农户纳入监测对象，现予公示，接受群众监督。"));
        about(lines, "拟纳入类别", names);
        lines.add("公示时间：%s张贴，公示期%s，自张贴次日起算，至%s24时止。"
                .formatted(date(term.postedOn()), term.term().label(), date(term.lastDay())));
        lines.add("张贴地点：%s。"
                .formatted(postedAt.stream()
                        .sorted()
                        .map(level -> where.name(level) + "公示栏")
                        .collect(Collectors.joining("、"))));
        lines.add(words().say("对公示内容有异议，或者认为还有应当纳入而没有纳入的农户，请在公示期内反映：来访、来电、来信，拨打12345热线，到信访或者纪检部门反映均可，"
                + "可以实名，也可以匿名。每件异议都有回执编号，由县级核查并答复。"));
        lines.add("联系方式：" + wording.contact());
        lines.add("公示编号：" + code.grouped());
        return finish(lines, term.postedOn());
    }

    /** An announcement of the confirmed entry, not open to objection. */
    String announcement(String decidedBy, String documentNumber, LocalDate postedOn, NameStyle names) {
        var lines = begin("纳入监测对象公告");
        lines.add(words().say("经%s审定（%s），下列农户纳入监测对象，现予公告。".formatted(decidedBy, documentNumber)));
        about(lines, "纳入类别", names);
        lines.add("联系方式：" + wording.contact());
        return finish(lines, postedOn);
    }

    /** What must not be published in all that goes into the text. */
    List<Leak> leaks() {
        var check = LeakCheck.of(subject);
        var leaks = new ArrayList<Leak>();
        if (subject.group() != null) {
            leaks.addAll(check.check(Part.PLACE, subject.group()));
        }
        leaks.addAll(check.check(Part.HEAD, subject.head().value()));
        leaks.addAll(check.check(Part.CONTACT, wording.contact()));
        if (wording.remark() != null) {
            leaks.addAll(check.check(Part.REMARK, wording.remark()));
        }
        return leaks;
    }

    static String date(LocalDate day) {
        return "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    private List<String> begin(String title) {
        var lines = new ArrayList<String>();
        if (training) {
            lines.add("【演练，不作为办理依据】");
        }
        lines.add(title);
        return lines;
    }

    private void about(List<String> lines, String category, NameStyle names) {
        lines.add("所在村组：" + where.path() + (subject.group() == null ? "" : " " + subject.group()));
        lines.add("户主："
                + (names == NameStyle.FULL
                        ? subject.head().value()
                        : subject.head().masked()));
        lines.add("家庭人口：%d人".formatted(subject.people()));
        lines.add(category + "：" + subject.category().label());
    }

    private String finish(List<String> lines, LocalDate day) {
        if (wording.remark() != null) {
            lines.add("附注：" + wording.remark());
        }
        lines.add(where.publisher());
        lines.add(date(day));
        return String.join("\n", lines);
    }

    private CountyWords words() {
        return where.words();
    }
}
