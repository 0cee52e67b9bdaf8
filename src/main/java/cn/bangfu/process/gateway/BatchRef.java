package cn.bangfu.process.gateway;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names the act on many households of which an answer is part.
 *
 * @param id of this act
 * @param subject the meeting, poster or list itself, which may be acted on more than once
 * @param number as people call it
 */
public record BatchRef(
        UUID id, BatchKind kind, UUID subject, @Nullable String number) {}
