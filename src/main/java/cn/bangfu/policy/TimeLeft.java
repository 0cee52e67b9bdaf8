package cn.bangfu.policy;

import java.time.Instant;

/** How much of a term is left, or why that cannot be told. */
public sealed interface TimeLeft {

    /**
     * @param days days of the term's kind after today up to the last one; 0 on the last day, negative once it is over
     * @param end of the term as things stand; while the clock stands still it moves on with every day
     * @param standing whether the clock stands still now
     */
    record Days(int days, Instant end, boolean standing) implements TimeLeft {

        /** For people: 剩2天, 今天到期, 已超期1天. */
        public String label() {
            if (standing) {
                return "计时暂停";
            }
            return days > 0 ? "剩" + days + "天" : days == 0 ? "今天到期" : "已超期" + -days + "天";
        }
    }

    record Unknown(DueDate.CalendarMissing reason) implements TimeLeft {}
}
