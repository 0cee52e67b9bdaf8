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
 */
public record NoticePosting(@Nullable String remark, Map<NoticeLevel, List<UUID>> photographs) {}
