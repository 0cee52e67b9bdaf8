package cn.bangfu.process.gateway;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers to many tasks, given in one act.
 *
 * @param subject the meeting, poster or list itself
 * @param number as people call it
 */
public record Batch(BatchKind kind, UUID subject, @Nullable String number, List<Item> items) {

    public static final int LIMIT = 300;

    /** @param answer plain JSON types by form key, as the task's form asks */
    public record Item(String taskId, Map<String, @Nullable Object> answer) {}

    public Batch {
        items = List.copyOf(items);
        if (items.stream().map(Item::taskId).distinct().count() != items.size()) {
            throw new IllegalArgumentException("a batch answers a task once");
        }
    }
}
