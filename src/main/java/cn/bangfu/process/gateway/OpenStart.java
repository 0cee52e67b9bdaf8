package cn.bangfu.process.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A start form, ready to be filled in.
 *
 * @param schema the form's file
 * @param values it opens with, plain JSON types by form key
 * @param summary of the household, if one was chosen
 * @param draft what this officer has written before for the same household
 */
public record OpenStart(
        StartLine start,
        JsonNode schema,
        Map<String, @Nullable Object> values,
        List<CaseSummaries.Line> summary,
        @Nullable Draft draft) {}
