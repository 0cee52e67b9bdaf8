package cn.bangfu.access;

import java.util.List;

/**
 * What somebody leaves behind: households, open tasks, promised measures without a successor. Features offer it as beans; an account is
 * closed and a post ended only where none of them names anything.
 */
public interface DepartureCheck {

    /**
     * @param ending the posts that would end
     * @param leaves whether the account would be closed
     * @return in Chinese, what has to be handed over first and how; empty if nothing stands in the way
     */
    List<String> unfinished(Officer officer, List<Post> ending, boolean leaves);
}
