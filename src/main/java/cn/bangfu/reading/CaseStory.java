package cn.bangfu.reading;

import cn.bangfu.household.Household;
import cn.bangfu.identification.IdentificationCase;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that happened in one case, as people read it; names and numbers of people masked. */
public record CaseStory(
        IdentificationCase of,
        Household household,
        String place,
        List<Entry> entries,
        List<Decision> decisions,
        List<Posting> postings,
        List<CaseHistory.Life> life,
        List<CaseHistory.Later> later) {

    /**
     * @param seq place in the chain
     * @param element of the diagram, if it was done at one
     * @param round which time this step was answered in the case; 0 for what is no answer
     * @param model the diagram and its version, as people call them
     * @param rule the table, its version and its rows, as people call them
     * @param record number of the step's record
     */
    public record Entry(
            long seq,
            Instant at,
            String who,
            String what,
            @Nullable String note,
            @Nullable String element,
            @Nullable String model,
            @Nullable String rule,
            int round,
            List<Answer> answers,
            List<UUID> files,
            @Nullable Long record) {}

    /**
     * @param before what stood there the time before, if that was something else
     * @param changed against the time before, if there was one
     */
    public record Answer(String label, @Nullable String before, String value, boolean changed, List<UUID> files) {}

    /** One run of a decision table. */
    public record Decision(
            Instant at,
            String stage,
            String table,
            int version,
            String outcome,
            List<Input> inputs,
            List<String> headings,
            List<Row> rows) {}

    public record Input(String label, String value) {}

    /** @param fired whether this row decided */
    public record Row(String name, String text, List<String> cells, boolean fired) {}

    /** One notice with the computation of its end. */
    public record Posting(
            Instant publishedAt,
            Instant legalEnd,
            @Nullable Instant closedAt,
            String rule,
            String places,
            String result,
            List<CaseHistory.Day> days,
            List<String> objections,
            List<UUID> photographs) {}
}
