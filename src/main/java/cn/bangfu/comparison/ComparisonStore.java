package cn.bangfu.comparison;

import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs and findings as they are kept. Each act is one statement for all that are looked up, never one a person. */
public interface ComparisonStore {

    /** Whom to look up where. */
    record LookUp(MemberId member, Register register) {}

    /**
     * A row of a department's current file about somebody who is looked up.
     *
     * @param name as the file gives it; empty where it gives none
     * @param dataDate of the fact, else of the file
     */
    record Match(
            MemberId member,
            Register register,
            UUID file,
            int sheet,
            int line,
            String name,
            String attribute,
            @Nullable BigDecimal amount,
            @Nullable LocalDate dataDate,
            String fact) {}

    /** A match that is a finding. */
    record Found(Match match, String fact, FindingWeight weight, String rule) {}

    /** Those that this case has not looked up yet in the register's current file. */
    List<LookUp> pending(CaseId caseId, DivisionCode county, List<LookUp> lookUps);

    /** The database refuses it before the person's own authorization for this register is on file. */
    void ran(CaseId caseId, DivisionCode county, List<LookUp> lookUps);

    /** What the registers' current files say of all of them. */
    List<Match> matches(DivisionCode county, List<LookUp> lookUps);

    /** @return how many are new in this case */
    int found(CaseId caseId, HouseholdId household, List<Found> found);
}
