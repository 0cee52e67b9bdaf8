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
    private static final Pattern FOOTER =
            Pattern.compile("(注|备注|说明|填表|填报|制表|审核|审批|负责人|经办人|单位|联系人|联系电话|日期|盖章|村委会|乡镇).*");

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
    private int tables;
    private Set<C> nearest = Set.of();
    private String nearestSheet = "";

    TableFinder(List<C> columns, Map<String, Optional<C>> said, LedgerHandler<C> handler) {
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
    }

    @Override
    public void endOfSheet() {
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
            begin(line, combined(found.headings(), texts(cells)));
        } else {
            first = false;
            take(found, line, cells);
        }
    }

    private void seek(int line, RowCells cells) {
        var texts = texts(cells);
        var alone = match(texts);
        var both = combined(above, texts);
        var together = above.isEmpty() ? alone : match(both);
        var best = together.size() > alone.size() ? together : alone;
        if (best.keySet().containsAll(required)) {
            if (best == alone) {
                addTitle(above);
                begin(line, texts);
            } else {
                begin(line, both);
            }
            return;
        }
        if (best.size() >= LOOKS_LIKE_HEADINGS && best.size() > nearest.size()) {
            nearest = Set.copyOf(best.keySet());
            nearestSheet = sheet;
        }
        addTitle(above);
        above.clear();
        above.addAll(texts);
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
        var where = match(headings);
        var begun = new LedgerTable<>(sheet, titles, headings, where, line);
        if (table == null) {
            tables++;
            first = true;
        } else {
            first = false;
        }
        table = begun;
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

    /** Where each known column is; a heading spelt exactly right goes before one that only means the same. */
    private Map<C, Integer> match(List<String> headings) {
        var where = new LinkedHashMap<C, Integer>();
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
                throw new RefusedFile("第" + (other + 1) + "列“" + LedgerText.clean(headings.get(other)) + "”和第" + (i + 1)
                        + "列“" + LedgerText.clean(text) + "”都像是“" + column.heading() + "”。请只保留一列，或改掉其中一个表头。");
            }
        }
        return where;
    }

    private @Nullable C known(String text) {
        var heading = LedgerText.heading(text);
        var told = said.get(heading);
        return told == null ? byHeading.get(heading) : told.orElse(null);
    }

    private boolean isExact(LedgerColumn column, String text) {
        if (said.containsKey(LedgerText.heading(text))) {
            return true;
        }
        var compact = LedgerText.compact(text);
        return compact.equals(column.heading()) || column.alsoCalled().contains(compact);
    }

    private static List<String> combined(List<String> upper, List<String> lower) {
        var combined = new ArrayList<String>();
        for (var i = 0; i < Math.max(upper.size(), lower.size()); i++) {
            var below = i < lower.size() ? lower.get(i) : "";
            combined.add(below.isEmpty() && i < upper.size() ? upper.get(i) : below);
        }
        return combined;
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
        if (isTotal(found, cells) || isFooterOrEmptyForm(cells) || isHeadingsAgain(found, cells)) {
            return;
        }
        rows++;
        try {
            handler.row(new LedgerRow<>(found, line, cells.copy()));
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        }
    }

    private boolean isTotal(LedgerTable<C> found, RowCells cells) {
        for (var i = 0; i < Math.min(cells.width(), found.headings().size()); i++) {
            var cell = cells.get(i);
            // All words for a total have it; few other rows do.
            if (cell.text().indexOf('计') >= 0
                    && cell.text().length() < 40
                    && (isRequired(i) || isIncomplete(cells))
                    && TOTAL.matcher(LedgerText.compact(cell.text())).matches()) {
                return true;
            }
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
            if (place < 0 || LedgerText.clean(cells.get(place).text()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean isFooterOrEmptyForm(RowCells cells) {
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
        return known <= 2 && FOOTER.matcher(LedgerText.compact(firstText)).matches();
    }

    private boolean isHeadingsAgain(LedgerTable<C> found, RowCells cells) {
        var same = 0;
        for (var place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
            if (cells.get(place).text().equals(found.headings().get(place))) {
                same++;
            }
        }
        return same * 2 >= found.columns().size();
    }

    LedgerReading finish() {
        if (tables > 0) {
            return new LedgerReading.Read(rows, notes);
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
