package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import java.util.Set;

/**
 * What would be published now.
 *
 * @param levels whose notice it is
 * @param places where it must hang, with a photograph of each
 */
public record NoticePreview(
        String boardText, String webText, NoticeTerm term, Set<NoticeLevel> levels, Set<NoticeLevel> places) {

    public NoticePreview {
        levels = Set.copyOf(levels);
        places = Set.copyOf(places);
    }
}
