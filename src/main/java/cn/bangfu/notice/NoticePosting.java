package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to publish.
 *
 * @param remark free text under the notice
 * @param photographs of the poster at each place; ids of evidence
 * @param poster on which the household goes with others of the same transaction; none for a poster of its own
 */
public record NoticePosting(
        @Nullable String remark,
        Map<NoticeLevel, List<UUID>> photographs,
        @Nullable UUID poster) {

    /** On a poster of its own. */
    public NoticePosting(@Nullable String remark, Map<NoticeLevel, List<UUID>> photographs) {
        this(remark, photographs, null);
    }
}
