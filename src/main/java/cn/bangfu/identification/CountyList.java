package cn.bangfu.identification;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 送审名单: the town's households for the county, under the town's report number; the county decides them with one document number and
 * date (rules.md annex A).
 *
 * @param onNotice households under the same report number whose notice still runs
 */
public record CountyList(
        UUID id,
        DivisionCode town,
        String reportNumber,
        Instant madeAt,
        @Nullable String documentNumber,
        @Nullable LocalDate decidedOn,
        int onNotice,
        List<Entry> entries) {

    /** Where a household of a list stands. */
    public enum Standing {
        HANDLER("待初核"),
        REVIEWER("待审核"),
        HEAD("待审定"),
        CONFIRMED("已确认"),
        RETURNED("已退回"),
        REFUSED("不予纳入"),
        TAKEN_OUT("已移出"),
        ENDED("已办结");

        private final String label;

        Standing(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** @param reason why it was taken out, sent back or refused */
    public record Entry(
            CaseId caseId, Standing standing, @Nullable String reason) {}

    public CountyList {
        entries = List.copyOf(entries);
    }

    public long count(Standing standing) {
        return entries.stream().filter(entry -> entry.standing() == standing).count();
    }
}
