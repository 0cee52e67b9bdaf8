package cn.bangfu.notice;

import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.util.List;

/** Posters of other rooms that hang now, for the public pages to list by place. */
public interface PublicPosters {

    /** @param path of its page */
    record Poster(String path, String title, Instant until) {}

    /** Those that concern somebody in the division. */
    List<Poster> shownIn(DivisionCode division);
}
