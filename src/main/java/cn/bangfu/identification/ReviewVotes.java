package cn.bangfu.identification;

/**
 * How a meeting voted on one household.
 *
 * @param present at the meeting
 * @param stoodAside relatives and parties who did not vote
 */
public record ReviewVotes(int present, int stoodAside, int inFavour, int against, int abstained) {

    /** Whether everybody present who did not stand aside is counted once. */
    public boolean addUp() {
        return inFavour + against + abstained == present - stoodAside;
    }

    /** More than half of those present, which is never fewer than half of those present less those aside (rules.md annex E). */
    public boolean carried() {
        return inFavour * 2 > present;
    }
}
