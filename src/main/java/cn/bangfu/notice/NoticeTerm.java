package cn.bangfu.notice;

import cn.bangfu.policy.Term;
import cn.bangfu.shared.ChinaTime;
import java.time.LocalDate;

/**
 * How long a notice runs, as its text says it.
 *
 * @param postedOn the day it is posted; the term counts from the next
 * @param lastDay it ends at 24:00 of this day; in training the clock runs faster than the text says
 */
public record NoticeTerm(Term term, LocalDate postedOn, LocalDate lastDay) {

    /** As posters say it. */
    public String sentence() {
        return "公示时间：%s张贴，公示期%s，自张贴次日起算，至%s24时止。"
                .formatted(ChinaTime.day(postedOn), term.label(), ChinaTime.day(lastDay));
    }

    /** 5个自然日,至2026年11月26日24时止. */
    public String label() {
        return term.label() + "，至" + ChinaTime.day(lastDay) + "24时止";
    }
}
