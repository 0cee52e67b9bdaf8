package cn.bangfu.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is filled into a template, by the names of its {@link PaperField}s. */
public record PaperContent(Map<String, String> texts, Map<String, List<Map<String, String>>> tables) {

    /** What changes although the paper stays the same. */
    public static final Set<String> OF_PRINTING = Set.of("打印日期", "经办人");

    public PaperContent {
        texts = new LinkedHashMap<>(texts);
        tables = new LinkedHashMap<>(tables);
    }

    public PaperContent() {
        this(Map.of(), Map.of());
    }

    /** Absent is empty: the place stays blank, to be written in. */
    public PaperContent with(String name, @Nullable String text) {
        texts.put(name, text == null ? "" : text);
        return this;
    }

    /** Rows as texts in the order of the columns. */
    public PaperContent with(String name, List<String> columns, List<List<String>> rows) {
        var table = new ArrayList<Map<String, String>>();
        for (var row : rows) {
            var cells = new LinkedHashMap<String, String>();
            for (var i = 0; i < columns.size(); i++) {
                cells.put(columns.get(i), i < row.size() ? row.get(i) : "");
            }
            table.add(cells);
        }
        tables.put(name, table);
        return this;
    }
}
