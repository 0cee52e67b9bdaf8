package cn.bangfu.paper;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Cases as papers need them. The feature that keeps cases implements it. */
public interface PaperCases {

    /**
     * @param number 150625-2026-00001
     * @param head name of the household's head
     */
    record PaperCase(
            CaseId id, String number, HouseholdId household, DivisionCode village, String head, boolean open) {}

    Optional<PaperCase> find(CaseId id);

    List<PaperCase> all(Collection<CaseId> ids);

    /** The household's open case, else its last. */
    Optional<PaperCase> of(HouseholdId household);

    /** Open cases and those closed in the last 30 days, the newest first. */
    List<PaperCase> recent(DivisionScope scope, int limit);
}
