package cn.bangfu.policy;

import java.time.Instant;

/** The end of a term, or why it cannot be told. */
public sealed interface DueDate {

    /** @param end first instant after the last day: its 24:00 in Asia/Shanghai */
    record At(Instant end) implements DueDate {}

    /** A term in working days reaches into a year whose holidays are not loaded. */
    record CalendarMissing(int year) implements DueDate {

        /** For people: what is missing and what to do. */
        public String message() {
            return year + "年工作日历尚未录入，无法计算期限：请系统管理员或流程管理员在“本县规定”页录入国务院办公厅公布的" + year + "年节假日安排后再办理。";
        }
    }
}
