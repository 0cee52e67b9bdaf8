package cn.bangfu.audit;

import cn.bangfu.audit.StepRecord.Line;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads an answer with the form it was given on: what was asked, and what was answered, in the form's own words and order. */
public final class AnsweredForm {

    private AnsweredForm() {}

    /**
     * @param form the form's file
     * @param answers plain JSON types by form key
     */
    public static List<Line> lines(JsonNode form, Map<String, @Nullable Object> answers) {
        var lines = new ArrayList<Line>();
        read(form, answers, "", "", lines);
        return lines;
    }

    private static void read(JsonNode container, Map<?, ?> answers, String path, String labels, List<Line> lines) {
        for (var part : container.path("components")) {
            var own = part.path("path").asText("");
            switch (part.path("type").asText()) {
                case "group" -> {
                    if (own.isEmpty()) {
                        read(part, answers, path, labels, lines);
                    } else if (answers.get(own) instanceof Map<?, ?> inner) {
                        read(part, inner, path + own + ".", labels, lines);
                    }
                }
                case "dynamiclist" -> {
                    if (answers.get(own) instanceof List<?> rows) {
                        readRows(part, rows, path + own, labels, lines);
                    }
                }
                default -> {
                    var key = part.path("key").asText("");
                    var value = answers.get(key);
                    if (value != null
                            && !part.path("properties").path("kind").asText().equals("reference")) {
                        lines.add(line(part, path + key, labels, value));
                    }
                }
            }
        }
    }

    private static void readRows(JsonNode list, List<?> rows, String path, String labels, List<Line> lines) {
        var label = list.path("label").asText("");
        for (var i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Map<?, ?> row) {
                read(list, row, path + "[" + i + "].", "%s%s 第%d行 ".formatted(labels, label, i + 1), lines);
            }
        }
    }

    private static Line line(JsonNode field, String path, String labels, Object value) {
        var label = field.path("label")
                .asText(field.path("dateLabel").asText(field.path("key").asText()));
        if (field.path("type").asText().equals("evidence") && value instanceof List<?> ids) {
            var evidence =
                    ids.stream().map(id -> UUID.fromString(id.toString())).toList();
            return new Line(path, labels + label, evidence.size() + "份", evidence);
        }
        return new Line(path, labels + label, words(field, value), List.of());
    }

    private static String words(JsonNode field, Object value) {
        if (value instanceof Boolean ticked) {
            return ticked ? "是" : "否";
        }
        if (value instanceof List<?> chosen) {
            return String.join(
                    "、", chosen.stream().map(code -> option(field, code)).toList());
        }
        var unit =
                switch (field.path("properties").path("kind").asText()) {
                    case "money" -> "元";
                    case "percent" -> "%";
                    default -> "";
                };
        return option(field, value) + unit;
    }

    private static String option(JsonNode field, @Nullable Object code) {
        for (var option : field.path("values")) {
            if (option.path("value").asText().equals(String.valueOf(code))) {
                return option.path("label").asText();
            }
        }
        return String.valueOf(code);
    }
}
