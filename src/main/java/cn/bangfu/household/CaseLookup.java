package cn.bangfu.household;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.HouseholdId;
import java.util.Collection;
import java.util.List;

/** Finds cases for the search page. The feature that keeps cases implements it; without one the search finds households only. */
public interface CaseLookup {

    /**
     * A case in one line.
     *
     * @param number 150625-2026-00001
     * @param state where it stands, in Chinese
     * @param href its page, a path of this site
     */
    record FoundCase(CaseId id, String number, HouseholdId household, String state, String href) {}

    /** The case of that number if it lies in the scope; the number as somebody typed it. */
    List<FoundCase> byNumber(String number, DivisionScope scope);

    /** The cases of those households, the latest first. */
    List<FoundCase> of(Collection<HouseholdId> households);
}
