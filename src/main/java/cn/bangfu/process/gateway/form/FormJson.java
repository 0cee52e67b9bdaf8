package cn.bangfu.process.gateway.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON of forms and answers: bounded in size and depth, every key once. */
public final class FormJson {

    /** What an answer may weigh, in bytes. */
    public static final int LIMIT = 1_000_000;

    /** What answers to many forms may weigh together. */
    private static final int LARGEST = 4_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(24)
                            .maxStringLength(LIMIT)
                            .maxNumberLength(40)
                            .maxNameLength(200)
                            .maxDocumentLength(LARGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private FormJson() {}

    /** @throws IllegalArgumentException if it is no JSON, too large or too deep */
    public static JsonNode read(byte[] json) {
        return read(json, LIMIT);
    }

    /** @throws IllegalArgumentException if it is no JSON, larger than the limit or too deep */
    public static JsonNode read(byte[] json, int limit) {
        try {
            if (json.length > limit) {
                throw new IllegalArgumentException("too large");
            }
            var node = MAPPER.readTree(json);
            if (node == null || node.isMissingNode()) {
                throw new IllegalArgumentException("empty");
            }
            return node;
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Maps, lists, texts, booleans, numbers and null. */
    public static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                node.fields().forEachRemaining(entry -> map.put(entry.getKey(), plain(entry.getValue())));
                yield map;
            }
            case ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                node.forEach(element -> list.add(plain(element)));
                yield list;
            }
            case STRING -> node.asText();
            case BOOLEAN -> node.asBoolean();
            case NUMBER -> node.isIntegralNumber() ? (Object) node.asLong() : node.decimalValue();
            default -> null;
        };
    }

    /** As a tree, which is written with its nulls whatever the settings of the writer. */
    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    /** An object's entries. */
    public static Map<String, @Nullable Object> plainObject(JsonNode node) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        node.fields().forEachRemaining(entry -> map.put(entry.getKey(), plain(entry.getValue())));
        return map;
    }

    /** What a step gave for its form, in plain JSON types: dates as ISO text, amounts as text, constants by their names. */
    public static @Nullable Object plain(@Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof BigDecimal amount) {
            return amount.toPlainString();
        }
        if (value instanceof Map<?, ?> map) {
            var plain = new LinkedHashMap<String, @Nullable Object>();
            map.forEach((key, entry) -> plain.put(String.valueOf(key), plain(entry)));
            return plain;
        }
        if (value instanceof Iterable<?> elements) {
            var plain = new ArrayList<@Nullable Object>();
            elements.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return value.toString();
    }

    /** The same text for equal values, whatever the order of keys. */
    public static String canonical(@Nullable Object value) {
        return write(sorted(value));
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, @Nullable Object>();
            map.forEach((key, entry) -> sorted.put(String.valueOf(key), sorted(entry)));
            return sorted;
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>();
            list.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return value;
    }
}
