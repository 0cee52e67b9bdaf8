package cn.bangfu.household;

import cn.bangfu.access.SignedInOfficer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the household's file (户档案). Features offer theirs as beans: cases, steps, findings, notices, papers, what is due. Who
 * asks may see the household; whether that officer may see this part, the section decides. Personal numbers stand masked in it.
 */
public interface HouseholdFileSection {

    /** Place in the file: 100 what is due, 200 cases, 300 steps, 400 findings, 500 notices, 600 papers; the household's own come before. */
    int order();

    /** Empty to leave it out, for this household or for this officer. */
    Optional<Section> of(Household household, SignedInOfficer reader);

    /**
     * @param title 案件
     * @param headings of the columns
     * @param ifEmpty said where there are no rows
     */
    record Section(String title, List<String> headings, List<Row> rows, String ifEmpty) {
        public Section {
            headings = List.copyOf(headings);
            rows = List.copyOf(rows);
        }
    }

    /** As many cells as the section has headings. */
    record Row(List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row(Arrays.asList(cells));
        }

        public static Row ofTexts(String... texts) {
            return new Row(Arrays.stream(texts).map(Cell::of).toList());
        }
    }

    /**
     * @param href where the text leads, a path of this site
     * @param tone a colour for a state
     */
    record Cell(
            String text, @Nullable String href, @Nullable Tone tone) {

        public static Cell of(String text) {
            return new Cell(text, null, null);
        }

        public static Cell link(String text, String href) {
            return new Cell(text, href, null);
        }

        public static Cell state(String text, Tone tone) {
            return new Cell(text, null, tone);
        }
    }

    /** What a state means to the reader. */
    enum Tone {
        NEUTRAL,
        GOOD,
        WARN,
        BAD
    }
}
