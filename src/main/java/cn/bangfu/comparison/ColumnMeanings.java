package cn.bangfu.comparison;

import cn.bangfu.comparison.DepartmentImports.Said;
import cn.bangfu.comparison.FilePreview.Cell;
import cn.bangfu.comparison.FilePreview.Choice;
import cn.bangfu.comparison.FilePreview.Column;
import cn.bangfu.comparison.FilePreview.Row;
import cn.bangfu.comparison.FilePreview.Source;
import cn.bangfu.ledger.LedgerCell;
import cn.bangfu.ledger.LedgerSketch;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the headings in a file's first rows and says what each means: as the department has said before, by its name, or by a guess. */
final class ColumnMeanings {

    private static final int MOST_ROWS_ABOVE = 40;
    private static final int SHOWN = 8;
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{10,}[\\dXx]");

    private record Meaning(@Nullable DataColumn column, Source source) {
        private static final Meaning NONE = new Meaning(null, Source.NONE);
    }

    private final Register register;
    private final Set<DataColumn> columns;
    private final Map<String, Optional<DataColumn>> said;

    private LedgerSketch.Sheet sheet;
    private int headingAt;
    private List<String> headings = List.of();
    private List<Meaning> meanings = List.of();

    ColumnMeanings(Register register, LedgerSketch sketch, Map<String, Optional<DataColumn>> said) {
        this.register = register;
        this.columns = DepartmentFileReader.columnsOf(register);
        this.said = said;
        this.sheet = sketch.sheets().get(0);
        find(sketch);
    }

    /** The row with the most headings that mean something; where none does, the first row that is as wide as the table. */
    private void find(LedgerSketch sketch) {
        var best = -1;
        for (var candidate : sketch.sheets()) {
            for (var i = 0; i < Math.min(MOST_ROWS_ABOVE, candidate.rows().size()); i++) {
                var texts = texts(candidate.rows().get(i));
                var known = (int) understand(texts).stream()
                        .filter(meaning -> meaning.source() != Source.NONE)
                        .count();
                if (known > best) {
                    best = known;
                    sheet = candidate;
                    headingAt = i;
                }
            }
        }
        if (best < 2) {
            sheet = sketch.sheets().get(0);
            headingAt = firstWideRow();
        }
        headings = texts(sheet.rows().get(headingAt));
        meanings = guessed(understand(headings));
    }

    private int firstWideRow() {
        var widest =
                sheet.rows().stream().mapToInt(ColumnMeanings::filled).max().orElse(0);
        for (var i = 0; i < sheet.rows().size(); i++) {
            if (filled(sheet.rows().get(i)) * 2 > widest) {
                return i;
            }
        }
        return 0;
    }

    private static int filled(LedgerSketch.Row row) {
        return (int) row.cells().stream().filter(cell -> !cell.isBlank()).count();
    }

    private static List<String> texts(LedgerSketch.Row row) {
        return row.cells().stream().map(cell -> LedgerText.clean(cell.text())).toList();
    }

    /** By what was said and by name. Of two headings that mean the same, the more usual one counts. */
    private List<Meaning> understand(List<String> texts) {
        var found = new ArrayList<Meaning>();
        var places = new EnumMap<DataColumn, Integer>(DataColumn.class);
        var ranks = new EnumMap<DataColumn, Integer>(DataColumn.class);
        for (var i = 0; i < texts.size(); i++) {
            found.add(Meaning.NONE);
            var heading = LedgerText.heading(texts.get(i));
            if (heading.isEmpty()) {
                continue;
            }
            var told = said.get(heading);
            if (told != null) {
                var column = told.filter(columns::contains).orElse(null);
                if (column != null) {
                    ranks.put(column, -1);
                    var before = places.put(column, i);
                    if (before != null && found.get(before).source() == Source.KNOWN) {
                        found.set(before, Meaning.NONE);
                    }
                    found.set(i, new Meaning(column, Source.SAID));
                }
                continue;
            }
            for (var column : columns) {
                var rank = rank(column, heading);
                if (rank < 0) {
                    continue;
                }
                var other = ranks.get(column);
                if (other != null && other <= rank) {
                    continue;
                }
                var before = places.put(column, i);
                if (before != null) {
                    found.set(before, Meaning.NONE);
                }
                ranks.put(column, rank);
                found.set(i, new Meaning(column, Source.KNOWN));
                break;
            }
        }
        return found;
    }

    private static int rank(DataColumn column, String heading) {
        if (LedgerText.heading(column.heading()).equals(heading)) {
            return 0;
        }
        for (var i = 0; i < column.alsoCalled().size(); i++) {
            if (LedgerText.heading(column.alsoCalled().get(i)).equals(heading)) {
                return i + 1;
            }
        }
        return -1;
    }

    /** What is still needed is looked for in what the columns hold, and in parts of their names. */
    private List<Meaning> guessed(List<Meaning> understood) {
        var result = new ArrayList<>(understood);
        for (var column : columns) {
            if (result.stream().anyMatch(meaning -> meaning.column() == column)) {
                continue;
            }
            var place = guess(column, result);
            if (place >= 0) {
                result.set(place, new Meaning(column, Source.GUESSED));
            }
        }
        return result;
    }

    private int guess(DataColumn column, List<Meaning> taken) {
        for (var i = 0; i < headings.size(); i++) {
            var heading = LedgerText.heading(headings.get(i));
            if (heading.isEmpty() || taken.get(i).column() != null || said.containsKey(heading)) {
                continue;
            }
            var fits =
                    switch (column.kind()) {
                        case PERSON, CERTIFICATE -> share(i, cell -> looksLikeNumber(cell)) > 0.5;
                        case AMOUNT -> heading.contains("自付") && share(i, ColumnMeanings::isAmount) > 0.5;
                        case DATE ->
                            register.needed().contains(column)
                                    && (heading.contains("日期") || heading.contains("时间"))
                                    && share(i, cell -> DepartmentFileReader.date(cell) != null) > 0.5;
                        case TEXT -> column == DataColumn.NAME && heading.contains("姓名");
                    };
            if (fits) {
                return i;
            }
        }
        return -1;
    }

    private interface Test {
        boolean holds(LedgerCell cell);
    }

    private double share(int column, Test test) {
        var filled = 0;
        var holding = 0;
        for (var row : sheet.rows().subList(headingAt + 1, sheet.rows().size())) {
            var cell = column < row.cells().size() ? row.cells().get(column) : null;
            if (cell != null && !cell.isBlank()) {
                filled++;
                holding += test.holds(cell) ? 1 : 0;
            }
        }
        return filled == 0 ? 0 : (double) holding / filled;
    }

    private static boolean looksLikeNumber(LedgerCell cell) {
        var text = IdentityNumber.normalize(cell.text());
        return cell.kind() == LedgerCell.Kind.NUMBER_WITH_LOST_DIGITS
                || text.length() >= 18
                        && text.length() <= 22
                        && IdentityNumber.read(text.substring(0, 18)) instanceof Reading.Read;
    }

    private static boolean isAmount(LedgerCell cell) {
        return LedgerText.amount(cell.text()) != null;
    }

    /** What the columns of the row of headings are taken for, so that nothing is left to a second guess while the file is read. */
    List<Said> mapping() {
        var mapping = new ArrayList<Said>();
        for (var i = 0; i < headings.size(); i++) {
            if (!LedgerText.heading(headings.get(i)).isEmpty()) {
                mapping.add(new Said(headings.get(i), meanings.get(i).column()));
            }
        }
        return mapping;
    }

    /** As an official chose on the page: code of a column by its index, none where it is not read. */
    List<Said> mapping(Map<Integer, String> chosen) {
        var mapping = new ArrayList<Said>();
        for (var i = 0; i < headings.size(); i++) {
            if (LedgerText.heading(headings.get(i)).isEmpty()) {
                continue;
            }
            var code = chosen.get(i);
            mapping.add(new Said(
                    headings.get(i),
                    columns.stream()
                            .filter(column -> column.name().equals(code))
                            .findFirst()
                            .orElse(null)));
        }
        return mapping;
    }

    /** For the reader. */
    static Map<String, Optional<DataColumn>> words(List<Said> mapping) {
        var words = new HashMap<String, Optional<DataColumn>>();
        for (var said : mapping) {
            var column = Optional.ofNullable(said.column());
            words.merge(
                    LedgerText.heading(said.heading()), column, (first, second) -> first.isPresent() ? first : second);
        }
        return words;
    }

    /** In Chinese: why a file can't be read with these meanings; empty if it can. */
    List<String> problems(List<Said> mapping) {
        var problems = new ArrayList<String>();
        var chosen = mapping.stream()
                .map(Said::column)
                .filter(column -> column != null)
                .toList();
        var missing = register.needed().stream()
                .filter(column -> !chosen.contains(column))
                .map(DataColumn::heading)
                .collect(Collectors.joining("”“", "“", "”"));
        if (!missing.equals("“”")) {
            problems.add("没有找到" + missing + "列，不能导入。请在下面指定是哪一列；文件里确实没有的，请补上后重新上传。");
        }
        var seen = new LinkedHashSet<DataColumn>();
        var twice = chosen.stream()
                .filter(column -> !seen.add(column))
                .map(DataColumn::heading)
                .distinct()
                .collect(Collectors.joining("”“", "“", "”"));
        if (!twice.equals("“”")) {
            problems.add(twice + "指定了不止一列，请只保留一列。");
        }
        return problems;
    }

    /** A register that the headings fit better, if there is one: somebody has taken the wrong line of the list. */
    private Optional<Register> betterFit() {
        var texts = headings.stream().map(LedgerText::heading).collect(Collectors.toCollection(HashSet::new));
        return Arrays.stream(Register.values())
                .filter(other -> other != register)
                .filter(other -> other.needed().stream()
                        .allMatch(column -> texts.stream().anyMatch(text -> rank(column, text) >= 0)))
                .findFirst();
    }

    FilePreview preview(List<String> moreWarnings) {
        var mapping = mapping();
        var problems = problems(mapping);
        var warnings = new ArrayList<String>();
        if (!problems.isEmpty()) {
            betterFit()
                    .ifPresent(other -> warnings.add(
                            "这份文件像是“%s”，不像“%s”。如果选错了数据种类，请放弃后重新上传。".formatted(other.label(), register.label())));
        }
        warnings.addAll(moreWarnings);
        var shown = new ArrayList<Column>();
        for (var i = 0; i < headings.size(); i++) {
            var meaning = meanings.get(i);
            var column = meaning.column();
            shown.add(new Column(i, headings.get(i), column == null ? null : column.name(), meaning.source()));
        }
        var rows = sheet.rows().stream()
                .skip(headingAt + 1L)
                .limit(SHOWN)
                .map(row -> new Row(row.line(), cells(row)))
                .toList();
        var choices = columns.stream()
                .map(column -> new Choice(
                        column.name(), column.heading(), register.needed().contains(column)))
                .toList();
        return new FilePreview(
                sheet.name(), sheet.rows().get(headingAt).line(), shown, rows, choices, problems, warnings);
    }

    private List<Cell> cells(LedgerSketch.Row row) {
        var cells = new ArrayList<Cell>();
        for (var i = 0; i < headings.size(); i++) {
            var cell = i < row.cells().size() ? row.cells().get(i) : null;
            cells.add(
                    cell == null
                            ? new Cell("", null)
                            : cell(cell, meanings.get(i).column(), headings.get(i)));
        }
        return cells;
    }

    private static Cell cell(LedgerCell cell, @Nullable DataColumn column, String heading) {
        if (column == null || cell.isBlank()) {
            return new Cell(covered(cell.text()), null);
        }
        return switch (column.kind()) {
            case PERSON, CERTIFICATE -> {
                var reading = DepartmentFileReader.person(cell, column);
                var length = IdentityNumber.normalize(cell.text()).length();
                yield reading instanceof Reading.Faulty faulty
                        ? new Cell("（" + length + "位）", faulty.fault().message())
                        : new Cell("（" + length + "位号码）", null);
            }
            case AMOUNT -> {
                var amount = DepartmentFileReader.amount(
                        cell, LedgerText.compact(heading).contains("万元"));
                yield amount == null
                        ? new Cell(covered(cell.text()), "不是金额")
                        : new Cell(amount.toPlainString() + "元", null);
            }
            case DATE -> {
                var date = DepartmentFileReader.date(cell);
                yield date == null ? new Cell(covered(cell.text()), "不是日期") : new Cell(date.toString(), null);
            }
            case TEXT -> new Cell(covered(cell.text()), null);
        };
    }

    /** A look at the columns needs nobody's number, phone or account. */
    private static String covered(String text) {
        var clean = LedgerText.clean(text);
        var covered = LONG_NUMBER.matcher(clean).find() ? "（" + clean.length() + "位号码）" : clean;
        return covered.length() > 40 ? covered.substring(0, 40) + "…" : covered;
    }

    /** What stands above the headings. */
    List<String> titles() {
        return sheet.rows().subList(0, headingAt).stream()
                .map(row -> String.join(" ", texts(row)).strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
