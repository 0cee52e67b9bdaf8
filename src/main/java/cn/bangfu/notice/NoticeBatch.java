package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.policy.Term;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A poster (公示榜): one publication, one legal end, any number of households. Written once; rule, time and end are the database's.
 *
 * @param division of the office that published
 * @param parameterSet the county's parameters of that day
 * @param levels whose notice it is
 * @param places where it hangs
 * @param term copied from the parameters: a later change does not touch it
 * @param legalEnd first moment after the term
 * @param textVersion 1, and one more for every correction
 */
public record NoticeBatch(
        UUID id,
        DivisionCode division,
        UUID parameterSet,
        Set<NoticeLevel> levels,
        Set<NoticeLevel> places,
        Term term,
        Instant publishedAt,
        Instant legalEnd,
        int textVersion,
        PersonId publishedBy,
        String publisherName,
        String publisherOffice) {

    public NoticeBatch {
        levels = Set.copyOf(levels);
        places = Set.copyOf(places);
    }
}
