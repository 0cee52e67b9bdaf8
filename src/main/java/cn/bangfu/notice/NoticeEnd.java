package cn.bangfu.notice;

import java.time.Duration;

/** Whether a case's notice is over. The engine's timer only asks; this answers. */
public sealed interface NoticeEnd {

    /** The term is over and no objection is open. */
    record Over() implements NoticeEnd {}

    /** @param left of the term */
    record Running(Duration left) implements NoticeEnd {}

    record Objected() implements NoticeEnd {}
}
