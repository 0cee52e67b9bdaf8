package cn.bangfu.notice;

import cn.bangfu.policy.NoticeLevel;
import java.time.Instant;
import java.util.UUID;

/**
 * A photograph of a poster where it hangs.
 *
 * @param evidence id of the file
 * @param atEnd when it came down, otherwise when it went up
 */
public record NoticePhotograph(UUID evidence, NoticeLevel place, boolean atEnd, Instant recordedAt) {}
