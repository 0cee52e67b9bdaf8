package cn.bangfu.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a file were understood, before it is read.
 *
 * @param sheet empty for a text file
 * @param headingLine as the official sees it
 * @param rows the first ones; numbers of people are told by their length only
 * @param choices what a column may mean in this register
 * @param problems in Chinese: why it can't be read like this
 * @param warnings in Chinese: what should be looked at
 */
public record FilePreview(
        String sheet,
        int headingLine,
        List<Column> columns,
        List<Row> rows,
        List<Choice> choices,
        List<String> problems,
        List<String> warnings) {

    /** How a column came by its meaning. */
    public enum Source {
        SAID("本部门以前指定"),
        KNOWN("按表头识别"),
        GUESSED("猜测，请核对"),
        NONE("不读取");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * @param index from 0
     * @param heading as written
     * @param chosen code of a choice; none if the column is not read
     */
    public record Column(
            int index, String heading, @Nullable String chosen, Source source) {}

    /** @param code for the form */
    public record Choice(String code, String label, boolean needed) {}

    public record Row(int line, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** @param wrong in Chinese: why the cell would be refused */
    public record Cell(String text, @Nullable String wrong) {}

    public FilePreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        choices = List.copyOf(choices);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }
}
