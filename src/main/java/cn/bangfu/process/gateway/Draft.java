package cn.bangfu.process.gateway;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** @param values plain JSON types by form key, as far as written */
public record Draft(Map<String, @Nullable Object> values, Instant savedAt) {}
