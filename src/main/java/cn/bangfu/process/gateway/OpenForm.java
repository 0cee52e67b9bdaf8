package cn.bangfu.process.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form, ready to be filled in.
 *
 * @param schema the form's file
 * @param values it opens with, plain JSON types by form key
 * @param draft what this officer has written before
 */
public record OpenForm(
        TaskLine task,
        JsonNode schema,
        Map<String, @Nullable Object> values,
        List<CaseSummaries.Line> summary,
        @Nullable Draft draft) {}
