package cn.bangfu.ledger;

import java.io.Serial;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the headings among a sheet's first rows and hands over what stands below them. */
final class TableFinder<C extends LedgerColumn> implements RowSink {

    /** How far down headings may begin. */
    private static final int MOST_ROWS_ABOVE = 40;
    /** So many known headings in one row are no accident. */
    private static final int LOOKS_LIKE_HEADINGS = 3;

    private static final Pattern TOTAL = Pattern.compile("(本页|本表|本村|全[村镇乡县旗区市]|总)?(合计|总计|小计|共计)([:(].*)?");
    /** Also at the beginning of a row only, where no name is mistaken for one. */
    private static final Pattern TOTAL_LINE = Pattern.compile(
            "(.*[镇乡村县旗区市组页表局所类年月季度户人员木查])?(合计|总计|小计|共计|累计|总数|汇总|总人数|总户数)([:(\\d].*)?|[(]?共[计有]?\\d+.{0,4}[人户条笔名行辆套].*");

    private static final Pattern FOOTER = Pattern.compile(
            "[(]?(注|备注|说明|填表|填报|制表|制单|审核|审批|复核|负责人|经办人|单位|联系人|联系电话|电话|日期|时间|盖章|签字|打印|导出|数据来源|以下空白|以下无正文|村委会|乡镇|第\\d+页|共\\d+页).*");
    /** Alone in a cell, with what belongs to it in the next one. */
    private static final Pattern FOOTER_WORD =
            Pattern.compile("注|备注|说明|((填表|填报|制表|制单|审核|审批|复核|经办|负责|联系)(人|单位|日期|时间|电话)?|单位负责人|单位|日期|盖章|签字)");
    /** Alone in a row: a part of the list begins. */
    private static final Pattern PART =
            Pattern.compile("([一二三四五六七八九十]+|\\d{1,2}|[(][一二三四五六七八九十\\d]+[)])[、.:)].*|.*[镇乡村旗县区组木查]|.*:");
    /** A row of numbers or of units between the headings and the first person. */
    private static final Pattern COLUMN_NUMBER =
            Pattern.compile("[(]?(\\d{1,2}|[甲乙丙丁戊己庚辛壬癸]|[A-Z]|栏次)[)]?|[(].{1,6}[)]");

    private static final Pattern COUNT = Pattern.compile("\\d{0,6}");
    /** What looks like somebody's number: such a row is never left out. */
    private static final int DIGITS_OF_A_NUMBER = 15;

    private static final int MOST_LINES_NAMED = 20;

    private final List<C> columns;
    private final Map<String, C> byHeading = new HashMap<>();
    private final Map<String, Optional<C>> said;
    private final List<C> required;
    private final LedgerHandler<C> handler;
    private final List<String> notes = new ArrayList<>();

    private String sheet = "";
    private final List<String> titles = new ArrayList<>();
    private final List<String> above = new ArrayList<>();
    private int rowsAbove;
    private @Nullable LedgerTable<C> table;
    private final BitSet places = new BitSet();
    /** Where the columns without which a row says nothing are; -1 for one that the table lacks. */
    private int[] requiredPlaces = new int[0];

    private boolean first;
    private int rows;
    private int rowsOfTable;
    private int skipped;
    private final List<String> skippedLines = new ArrayList<>();
    private int widestAbove;
    private int tables;
    private Set<C> nearest = Set.of();
    private String nearestSheet = "";

    TableFinder(List<C> columns, Map<String, Optional<C>> said, LedgerHandler<C> handler) {
        this.columns = columns;
        this.said = said;
        this.handler = handler;
        this.required = columns.stream().filter(LedgerColumn::required).toList();
        for (var column : columns) {
            byHeading.put(LedgerText.heading(column.heading()), column);
            column.alsoCalled().forEach(name -> byHeading.putIfAbsent(LedgerText.heading(name), column));
        }
    }

    @Override
    public void sheet(String name) {
        sheet = name;
        table = null;
        titles.clear();
        above.clear();
        rowsAbove = 0;
        widestAbove = 0;
    }

    @Override
    public void endOfSheet() {
        // A page of explanations is narrow.
        if (table == null && widestAbove >= LOOKS_LIKE_HEADINGS && rowsAbove > 1) {
            notes.add("工作表“" + sheet + "”里没有认出表头，没有读取。");
        }
        table = null;
    }

    @Override
    public void note(String note) {
        notes.add(note);
    }

    @Override
    public void row(int line, RowCells cells) {
        var found = table;
        if (found == null) {
            if (rowsAbove++ < MOST_ROWS_ABOVE) {
                seek(line, cells);
            }
        } else if (first && isSecondRowOfHeadings(cells)) {
            begin(line, LedgerText.headings(found.headings(), texts(cells)));
        } else {
            first = false;
            take(found, line, cells);
        }
    }

    private void seek(int line, RowCells cells) {
        widestAbove = Math.max(widestAbove, cells.filled());
        var texts = texts(cells);
        var alone = match(texts);
        var both = LedgerText.headings(above, texts);
        var together = above.isEmpty() ? alone : match(both);
        var best = together.isBetterThan(alone) ? together : alone;
        if (best.where().keySet().containsAll(required) && (cells.filled() > 1 || isListed(texts))) {
            if (best == alone) {
                addTitle(above);
                begin(line, texts);
            } else {
                begin(line, both);
            }
            return;
        }
        if (best.where().size() >= LOOKS_LIKE_HEADINGS && best.where().size() > nearest.size()) {
            nearest = Set.copyOf(best.where().keySet());
            nearestSheet = sheet;
        }
        addTitle(above);
        above.clear();
        above.addAll(texts);
    }

    /** One heading alone in a row is a title, unless it is a usual heading. */
    private boolean isListed(List<String> texts) {
        return texts.stream()
                .map(LedgerText::heading)
                .anyMatch(heading -> said.containsKey(heading) || byHeading.containsKey(heading));
    }

    private void addTitle(List<String> texts) {
        var title = texts.stream()
                .map(LedgerText::clean)
                .filter(t -> !t.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
        if (!title.isEmpty()) {
            titles.add(title);
        }
    }

    private void begin(int line, List<String> headings) {
        var matched = match(headings);
        if (matched.clash() != null) {
            throw new RefusedFile(matched.clash());
        }
        var where = matched.where();
        var begun = new LedgerTable<>(sheet, titles, headings, where, line);
        if (table == null) {
            tables++;
            first = true;
        } else {
            first = false;
        }
        table = begun;
        rowsOfTable = 0;
        places.clear();
        where.values().forEach(places::set);
        requiredPlaces = required.stream()
                .mapToInt(column -> where.getOrDefault(column, -1))
                .toArray();
        String refusal;
        try {
            refusal = handler.table(begun);
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        }
        if (refusal != null) {
            throw new RefusedFile(refusal);
        }
    }

    /** @param clash in Chinese: two headings mean the same column, and nothing tells which counts */
    private record Match<C>(Map<C, Integer> where, @Nullable String clash) {

        boolean isBetterThan(Match<C> other) {
            return clash == null && other.clash != null || where.size() > other.where.size();
        }
    }

    /** Where each known column is; a heading spelt exactly right goes before one that only means the same. */
    private Match<C> match(List<String> headings) {
        var where = new LinkedHashMap<C, Integer>();
        String clash = null;
        for (var i = 0; i < headings.size(); i++) {
            var text = headings.get(i);
            var column = text.isEmpty() ? null : known(text);
            if (column == null) {
                continue;
            }
            var other = where.putIfAbsent(column, i);
            if (other == null) {
                continue;
            }
            var exact = isExact(column, text);
            var otherExact = isExact(column, headings.get(other));
            if (exact && !otherExact) {
                where.put(column, i);
            } else if (exact == otherExact && column.required()) {
                clash = "第" + (other + 1) + "列“" + LedgerText.clean(headings.get(other)) + "”和第" + (i + 1) + "列“"
                        + LedgerText.clean(text) + "”都像是“" + column.heading() + "”。请只保留一列，或改掉其中一个表头。";
            }
        }
        return new Match<>(where, clash);
    }

    private @Nullable C known(String text) {
        var heading = LedgerText.heading(text);
        var told = said.get(heading);
        if (told != null) {
            return told.orElse(null);
        }
        var listed = byHeading.get(heading);
        return listed != null || heading.isEmpty()
                ? listed
                : columns.stream()
                        .filter(column -> column.isMeantBy(heading))
                        .findFirst()
                        .orElse(null);
    }

    private boolean isExact(LedgerColumn column, String text) {
        if (said.containsKey(LedgerText.heading(text))) {
            return true;
        }
        var compact = LedgerText.compact(text);
        return compact.equals(column.heading()) || column.alsoCalled().contains(compact);
    }

    private static List<String> texts(RowCells cells) {
        var texts = new ArrayList<String>(cells.width());
        for (var i = 0; i < cells.width(); i++) {
            texts.add(cells.get(i).text());
        }
        return texts;
    }

    private boolean isSecondRowOfHeadings(RowCells cells) {
        var known = 0;
        for (var i = 0; i < cells.width(); i++) {
            if (known(cells.get(i).text()) != null) {
                known++;
            }
        }
        return known >= 2;
    }

    private void take(LedgerTable<C> found, int line, RowCells cells) {
        if (!holdsNumber(cells)) {
            if (isNoRecord(found, cells)) {
                skip(line);
                return;
            }
            var texts = texts(cells);
            var again = match(texts);
            if (again.where().size() >= 2 && again.where().keySet().containsAll(required)) {
                // Another list begins below, its columns in another order.
                begin(line, texts);
                return;
            }
        }
        rows++;
        rowsOfTable++;
        try {
            handler.row(new LedgerRow<>(found, line, cells.copy()));
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        }
    }

    private void skip(int line) {
        skipped++;
        if (skippedLines.size() < MOST_LINES_NAMED) {
            skippedLines.add(tables > 1 ? sheet + "第" + line + "行" : "第" + line + "行");
        }
    }

    private boolean holdsNumber(RowCells cells) {
        for (var place : requiredPlaces) {
            var text = place < 0 ? "" : cells.get(place).text();
            var digits = 0;
            for (var i = 0; i < text.length(); i++) {
                if (Character.isDigit(text.charAt(i)) && ++digits == DIGITS_OF_A_NUMBER) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNoRecord(LedgerTable<C> found, RowCells cells) {
        return isTotal(found, cells)
                || isFooterOrEmptyForm(found, cells)
                || isHeadingsAgain(found, cells)
                || rowsOfTable == 0 && isColumnNumbers(cells);
    }

    private boolean isTotal(LedgerTable<C> found, RowCells cells) {
        var begun = false;
        for (var i = 0; i < Math.min(cells.width(), found.headings().size()); i++) {
            var cell = cells.get(i);
            if (cell.isBlank()) {
                continue;
            }
            var text = cell.text().length() < 40 ? LedgerText.compact(cell.text()) : "";
            var incomplete = isIncomplete(cells);
            if ((isRequired(i) || incomplete) && TOTAL.matcher(text).matches()
                    || (isRequired(i) || !begun && incomplete)
                            && TOTAL_LINE.matcher(text).matches()) {
                return true;
            }
            begun = true;
        }
        return false;
    }

    /** Where a number belongs, a word for a total stands for one too. */
    private boolean isRequired(int place) {
        for (var known : requiredPlaces) {
            if (known == place) {
                return true;
            }
        }
        return false;
    }

    private boolean isIncomplete(RowCells cells) {
        for (var place : requiredPlaces) {
            // A short number counts people and is nobody's.
            if (place < 0
                    || COUNT.matcher(LedgerText.clean(cells.get(place).text())).matches()) {
                return true;
            }
        }
        return false;
    }

    private boolean isFooterOrEmptyForm(LedgerTable<C> found, RowCells cells) {
        var known = 0;
        String firstText = null;
        for (var i = 0; i < cells.width(); i++) {
            if (cells.get(i).isBlank()) {
                continue;
            }
            firstText = firstText == null ? cells.get(i).text() : firstText;
            known += places.get(i) ? 1 : 0;
        }
        if (firstText == null || known == 0) {
            return true;
        }
        var text = LedgerText.compact(firstText);
        var alone = cells.filled() == 1;
        return alone && (PART.matcher(text).matches() || found.titles().contains(LedgerText.clean(firstText)))
                || known <= 2
                        && (alone || text.indexOf(':') >= 0)
                        && FOOTER.matcher(text).matches()
                || known <= 2 && FOOTER_WORD.matcher(text).matches();
    }

    /** As on each page of a printed list; spaces between the characters may differ. */
    private static <C extends LedgerColumn> boolean isHeadingsAgain(LedgerTable<C> found, RowCells cells) {
        var same = 0;
        var other = 0;
        for (var i = 0; i < cells.width(); i++) {
            if (cells.get(i).isBlank()) {
                continue;
            }
            var heading = i < found.headings().size()
                    ? LedgerText.heading(found.headings().get(i))
                    : "";
            if (LedgerText.heading(cells.get(i).text()).equals(heading)) {
                same++;
            } else {
                other++;
            }
        }
        return same >= 2 && same >= other || same == 1 && other == 0;
    }

    private static boolean isColumnNumbers(RowCells cells) {
        for (var i = 0; i < cells.width(); i++) {
            if (!cells.get(i).isBlank()
                    && !COLUMN_NUMBER
                            .matcher(LedgerText.compact(cells.get(i).text()))
                            .matches()) {
                return false;
            }
        }
        return true;
    }

    LedgerReading finish() {
        if (tables > 0) {
            if (skipped > 0) {
                notes.add("合计、表尾、重复的表头等%d行不是记录，没有读取：%s%s。"
                        .formatted(skipped, String.join("、", skippedLines), skipped > skippedLines.size() ? "等" : ""));
            }
            return new LedgerReading.Read(rows, skipped, notes);
        }
        var wanted = required.stream().map(LedgerColumn::heading).collect(Collectors.joining("、", "“", "”"));
        if (nearest.isEmpty()) {
            return new LedgerReading.Refused("没有找到表头。表头要在前" + MOST_ROWS_ABOVE + "行之内，至少有" + wanted + "这几列。");
        }
        var missing = required.stream()
                .filter(column -> !nearest.contains(column))
                .map(LedgerColumn::heading)
                .collect(Collectors.joining("”“", "“", "”"));
        var where = nearestSheet.isEmpty() ? "" : "工作表“" + nearestSheet + "”";
        return new LedgerReading.Refused(where + "缺少" + missing + "列。请补上后再上传；表头的写法可参照导入说明。");
    }

    /** Tells what the taker of the rows threw from what a parser threw. */
    static final class HandlerFailure extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        HandlerFailure(RuntimeException failure) {
            super(failure);
            this.failure = failure;
        }

        RuntimeException failure() {
            return failure;
        }
    }
}
