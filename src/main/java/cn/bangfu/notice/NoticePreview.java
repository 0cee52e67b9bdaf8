package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import java.util.Set;

/**
 * What would be published now.
 *
 * @param boardName the head's name as the board shows it
 * @param webName the same as it may be shown outside
 * @param level whose notice it is
 * @param places where it must hang, with a photograph of each
 */
public record NoticePreview(
        PublicCode code,
        String boardName,
        String webName,
        String boardText,
        String webText,
        NoticeTerm term,
        NoticeLevel level,
        Set<NoticeLevel> places) {

    public NoticePreview {
        places = Set.copyOf(places);
    }
}
