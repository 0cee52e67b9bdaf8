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
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the headings in a file's first rows and says what each means: as the department has said before, by its name, or by a guess. */
final class ColumnMeanings {

    private static final int MOST_ROWS_ABOVE = 40;
    private static final int SHOWN = 8;
    private static final Set<String> ONLY_AMOUNT = Set.of("金额", "费用", "自费金额", "自费费用", "个人自费");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\d{10,}[\\dXx]");

    private static final int SAID = -2;
    /** From here on a heading was understood by a word in it only. */
    private static final int UNUSUAL = 20;

    private record Meaning(@Nullable DataColumn column, Source source) {
        private static final Meaning NONE = new Meaning(null, Source.NONE);
    }

    private final Register register;
    private final Set<DataColumn> columns;
    private final Map<String, Optional<DataColumn>> said;
    private final LedgerSketch sketch;

    private LedgerSketch.Sheet sheet;
    private int headingAt;
    private List<String> headings = List.of();
    private List<Meaning> meanings = List.of();

    ColumnMeanings(Register register, LedgerSketch sketch, Map<String, Optional<DataColumn>> said) {
        this.register = register;
        this.columns = DepartmentFileReader.columnsOf(register);
        this.said = said;
        this.sketch = sketch;
        this.sheet = sketch.sheets().get(0);
        find(sketch);
    }

    /** The row with the most headings that mean something; where none does, the first row that is as wide as the table. */
    private void find(LedgerSketch sketch) {
        var best = -1;
        for (var candidate : sketch.sheets()) {
            for (var i = 0; i < Math.min(MOST_ROWS_ABOVE, candidate.rows().size()); i++) {
                var alone = texts(candidate.rows().get(i));
                var above = i == 0 ? List.<String>of() : texts(candidate.rows().get(i - 1));
                for (var texts : List.of(alone, LedgerText.headings(above, alone))) {
                    var fit = fit(texts);
                    if (fit > best) {
                        best = fit;
                        sheet = candidate;
                        headingAt = i;
                        headings = texts;
                    }
                }
            }
        }
        if (best < 2 * 100) {
            sheet = sketch.sheets().get(0);
            headingAt = firstWideRow();
            headings = texts(sheet.rows().get(headingAt));
        }
        meanings = guessed(understand(headings));
    }

    /** How many headings mean something; of equals the one where fewer stand twice. */
    private int fit(List<String> texts) {
        var meant = understand(texts);
        var known = 0;
        var once = new HashSet<String>();
        for (var i = 0; i < texts.size(); i++) {
            known += meant.get(i).source() == Source.NONE ? 0 : 1;
            once.add(LedgerText.heading(texts.get(i)));
        }
        return known * 100 - (texts.size() - once.size());
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

    private record Fit(int place, DataColumn column, int rank) {}

    /** By what was said and by name: the best fit first, each column and each heading once. */
    private List<Meaning> understand(List<String> texts) {
        var fits = new ArrayList<Fit>();
        for (var i = 0; i < texts.size(); i++) {
            var heading = LedgerText.heading(texts.get(i));
            if (heading.isEmpty()) {
                continue;
            }
            var told = said.get(heading);
            for (var column : columns) {
                var rank =
                        told == null ? rank(register, column, heading) : told.equals(Optional.of(column)) ? SAID : -1;
                if (told == null ? rank >= 0 : rank == SAID) {
                    fits.add(new Fit(i, column, rank));
                }
            }
        }
        fits.sort(Comparator.comparingInt(Fit::rank));
        var found = new ArrayList<>(Collections.nCopies(texts.size(), Meaning.NONE));
        var taken = EnumSet.noneOf(DataColumn.class);
        for (var fit : fits) {
            if (found.get(fit.place()) == Meaning.NONE && (fit.rank() == SAID || !taken.contains(fit.column()))) {
                taken.add(fit.column());
                found.set(
                        fit.place(), new Meaning(fit.column(), fit.rank() == SAID ? Source.SAID : source(fit.rank())));
            }
        }
        return found;
    }

    private static Source source(int rank) {
        return rank < UNUSUAL ? Source.KNOWN : Source.GUESSED;
    }

    /** How well a heading fits a column, the lower the better; negative if it doesn't. */
    static int rank(Register register, DataColumn column, String heading) {
        var byWords = Headings.rank(register, column, heading);
        if (column == DataColumn.IDENTITY_NUMBER || column == DataColumn.NAME) {
            return byWords < 0 ? -1 : byWords * 10;
        }
        if (LedgerText.heading(column.heading()).equals(heading)) {
            return 0;
        }
        for (var i = 0; i < column.alsoCalled().size(); i++) {
            if (LedgerText.heading(column.alsoCalled().get(i)).equals(heading)) {
                return i + 1;
            }
        }
        return byWords < 0 ? -1 : UNUSUAL + byWords;
    }

    /** What is still needed is looked for in what the columns hold, and in parts of their names. */
    private List<Meaning> guessed(List<Meaning> understood) {
        var result = new ArrayList<>(understood);
        standIn(result);
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

    /** Where no certificate's number is given, the identity number tells the person as well. */
    private void standIn(List<Meaning> result) {
        if (register.person() == DataColumn.CERTIFICATE
                && result.stream().noneMatch(meaning -> meaning.column() == DataColumn.CERTIFICATE)) {
            result.replaceAll(meaning -> meaning.column() == DataColumn.IDENTITY_NUMBER
                    ? new Meaning(DataColumn.CERTIFICATE, meaning.source())
                    : meaning);
        }
    }

    private int guess(DataColumn column, List<Meaning> taken) {
        for (var i = 0; i < headings.size(); i++) {
            var heading = LedgerText.heading(headings.get(i));
            if (heading.isEmpty() || taken.get(i).column() != null || said.containsKey(heading)) {
                continue;
            }
            var fits =
                    switch (column.kind()) {
                        case PERSON, CERTIFICATE ->
                            register.person() == column
                                    && !Headings.isSomebodyElse(register, heading)
                                    && share(i, cell -> looksLikeNumber(cell)) > 0.5;
                        // 金额 may be what the person paid, as long as nothing else is an amount.
                        case AMOUNT -> ONLY_AMOUNT.contains(heading) && isOnlyAmount(i);
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

    private boolean isOnlyAmount(int place) {
        for (var i = 0; i < headings.size(); i++) {
            var heading = LedgerText.heading(headings.get(i));
            if (i != place && (heading.contains("额") || heading.contains("费") || heading.contains("元"))) {
                return false;
            }
        }
        return share(place, ColumnMeanings::isAmount) > 0.5;
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

    /**
     * What is worth keeping of what an official chose: where it is not what anybody would take the heading for, or takes back what was
     * kept before. All else would only stand in the way of a file whose headings say it better.
     */
    List<Said> corrections(List<Said> chosen) {
        var usual = words(new ColumnMeanings(register, sketch, Map.of()).mapping());
        var words = words(chosen);
        return chosen.stream()
                .filter(one -> {
                    var heading = LedgerText.heading(one.heading());
                    return said.containsKey(heading)
                            || !usual.getOrDefault(heading, Optional.empty()).equals(words.get(heading));
                })
                .toList();
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
                .map(register::heading)
                .collect(Collectors.joining("”“", "“", "”"));
        if (!missing.equals("“”")) {
            problems.add("没有找到" + missing + "列，不能导入。请在下面指定是哪一列；文件里确实没有的，请补上后重新上传。");
        }
        if (!register.oneOf().isEmpty() && register.oneOf().stream().noneMatch(chosen::contains)) {
            problems.add("没有找到“%s”中的任何一列，看不出是不是%s。请在下面指定；文件里确实没有的，请补上后重新上传。"
                    .formatted(
                            register.oneOf().stream().map(register::heading).collect(Collectors.joining("”“")),
                            register.label()));
        }
        var seen = new LinkedHashSet<DataColumn>();
        var twice = chosen.stream()
                .filter(column -> !seen.add(column))
                .map(register::heading)
                .distinct()
                .collect(Collectors.joining("”“", "“", "”"));
        if (!twice.equals("“”")) {
            problems.add(twice + "指定了不止一列，请只保留一列。");
        }
        return problems;
    }

    /** A register that the headings fit better, if there is one: somebody has taken the wrong line of the list. */
    private Optional<Register> betterFit() {
        var own = new ColumnMeanings(register, sketch, Map.of()).usual();
        return Arrays.stream(Register.values())
                .filter(other -> other != register)
                .map(other -> new ColumnMeanings(other, sketch, Map.of()))
                .filter(other -> other.problems(other.mapping()).isEmpty() && other.usual() > own)
                .max(Comparator.comparingInt(ColumnMeanings::usual))
                .map(other -> other.register);
    }

    /** How many columns have a heading that is usual in this register. */
    private int usual() {
        return (int) meanings.stream()
                .filter(meaning -> meaning.source() == Source.KNOWN)
                .count();
    }

    FilePreview preview(List<String> moreWarnings) {
        var mapping = mapping();
        var problems = problems(mapping);
        var warnings = new ArrayList<String>();
        betterFit()
                .ifPresent(other -> warnings.add(
                        "这份文件像是“%s”，不像“%s”。如果选错了数据种类，请放弃后重新上传。".formatted(other.label(), register.label())));
        var attribute = register.attribute();
        if (problems.isEmpty()
                && attribute != null
                && register.oneOf().contains(attribute)
                && mapping.stream().noneMatch(one -> one.column() == attribute)) {
            warnings.add("没有找到“" + register.heading(attribute) + "”列。可以导入，但分不出轻重，每一行都按一般情况作为疑点。");
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
                        column.name(),
                        register.heading(column),
                        register.needed().contains(column)))
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

    private Cell cell(LedgerCell cell, @Nullable DataColumn column, String heading) {
        if (column == null || cell.isBlank()) {
            return new Cell(covered(cell.text()), null);
        }
        return switch (column.kind()) {
            case PERSON, CERTIFICATE -> {
                var reading = DepartmentFileReader.person(cell, column);
                var length = IdentityNumber.normalize(cell.text()).length();
                yield reading instanceof Reading.Faulty faulty
                        ? new Cell("（" + length + "位）", DepartmentFileReader.message(faulty, column))
                        : new Cell("（" + length + "位号码）", null);
            }
            case AMOUNT -> {
                var amount = DepartmentFileReader.amount(cell, DepartmentFileReader.inTenThousands(heading, titles()));
                yield amount == null
                        ? new Cell(covered(cell.text()), "不是金额")
                        : new Cell(amount.toPlainString() + "元", null);
            }
            case DATE -> {
                var date = DepartmentFileReader.date(cell);
                yield date == null ? new Cell(covered(cell.text()), "不是日期，或没有这一天") : new Cell(date.toString(), null);
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

    /** Whether it is what we gave back: only the rows that were wrong. */
    boolean isRefusedRows() {
        return headings.containsAll(RefusedRowsWorkbook.ADDED);
    }

    /** How many rows there are; empty if there are more than were looked at. */
    OptionalInt rows() {
        return sketch.showsAll()
                ? OptionalInt.of(sketch.sheets().stream()
                                .mapToInt(one -> one.rows().size())
                                .sum()
                        - headingAt
                        - 1)
                : OptionalInt.empty();
    }

    /** What stands above the headings. */
    List<String> titles() {
        return sheet.rows().subList(0, headingAt).stream()
                .map(row -> String.join(" ", texts(row)).strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
