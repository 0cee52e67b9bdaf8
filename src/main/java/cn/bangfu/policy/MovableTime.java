package cn.bangfu.policy;

import java.time.Instant;

/** Moves legal time, where nothing is real: in the demo county and in the second process in which drafts are tried. */
public interface MovableTime {

    /** Forward to that moment, and one second past it; never back. */
    void goOnTo(Instant moment);

    /** To that moment, past or future; time runs on from there. */
    void goTo(Instant moment);

    /** Back to what clocks say, if time stands in the past. */
    void comeBack();
}
