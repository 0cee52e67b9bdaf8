package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Term;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A poster (公示榜): one publication, one legal end, any number of households. Written once; rule, time and end are the database's.
 *
 * @param code how people reach its page; none for a poster from before there were any
 * @param level whose notice it is, of the {@code levels} that the county wants one after the other
 * @param division of the office that published
 * @param parameterSet the county's parameters of that day
 * @param places where it hangs
 * @param term copied from the parameters: a later change does not touch it
 * @param legalEnd first moment after the term; a household's own end may be {@linkplain PublicNotice#legalEnd later}
 * @param textVersion 1, and one more for every correction
 * @param contact whom to turn to, as it hangs
 * @param remark what was added under the text
 */
public record NoticeBatch(
        UUID id,
        @Nullable PublicCode code,
        DivisionCode division,
        UUID parameterSet,
        NoticeLevel level,
        Set<NoticeLevel> levels,
        Set<NoticeLevel> places,
        Term term,
        Instant publishedAt,
        Instant legalEnd,
        int textVersion,
        @Nullable String contact,
        @Nullable String remark,
        PersonId publishedBy,
        String publisherName,
        String publisherOffice) {

    public NoticeBatch {
        levels = Set.copyOf(levels);
        places = Set.copyOf(places);
    }
}
