package cn.bangfu.household;

/** What became of a change to a household or a member. */
public sealed interface ChangeOutcome {

    record Changed() implements ChangeOutcome {}

    /** @param message in Chinese: what is wrong and what to do */
    record Refused(String message) implements ChangeOutcome {}
}
