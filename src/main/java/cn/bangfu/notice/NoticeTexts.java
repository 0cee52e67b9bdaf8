package cn.bangfu.notice;

import cn.bangfu.access.CountyWords;
import cn.bangfu.notice.Leak.Part;
import cn.bangfu.policy.NameStyle;
import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.shared.ChinaTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words that are published, made from the case and never typed: whose entry is proposed, until when, and how to object. What
 * officials add are the contact and a remark.
 */
record NoticeTexts(NoticeSubject subject, NoticePlaces where, NoticeWording wording, boolean training) {

    static final String TITLE = "拟纳入监测对象公示";
    static final String INTRODUCTION = "按照防止返贫动态监测和帮扶工作程序，经入户核实、部门数据比对、民主评议和乡镇审核，拟将下列农户纳入监测对象，现予公示，接受群众监督。";

    /** A notice of the proposed entry, open to objection. */
    String notice(NoticeTerm term, Set<NoticeLevel> postedAt, PublicCode code, NameStyle names) {
        var lines = begin(TITLE);
        lines.add(where.words().say(INTRODUCTION));
        about(lines, "拟纳入类别", names);
        lines.addAll(PosterText.terms(where, term, postedAt, wording.contact()));
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

    String name(NameStyle style) {
        return style == NameStyle.FULL ? subject.head().value() : subject.head().masked();
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

    /** The household's own numbers in a text that is ready to hang, however they came into it. */
    List<Leak> numbersIn(String text) {
        return new LeakCheck(subject.privateNumbers(), List.of()).check(Part.FIXED, text);
    }

    private List<String> begin(String title) {
        var lines = new ArrayList<String>();
        if (training) {
            lines.add(PosterText.TRAINING);
        }
        lines.add(title);
        return lines;
    }

    private void about(List<String> lines, String category, NameStyle names) {
        lines.add("所在村组：" + where.path() + (subject.group() == null ? "" : " " + subject.group()));
        lines.add("户主：" + name(names));
        lines.add("家庭人口：%d人".formatted(subject.people()));
        lines.add(category + "：" + subject.category().label());
    }

    private String finish(List<String> lines, LocalDate day) {
        if (wording.remark() != null) {
            lines.add("附注：" + wording.remark());
        }
        lines.add(where.publisher());
        lines.add(ChinaTime.day(day));
        return String.join("\n", lines);
    }

    private CountyWords words() {
        return where.words();
    }
}
