package cn.bangfu.identification;

import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The opinions of town and county, the county's lists and its decisions. */
public interface Opinions {

    void addTown(
            CaseId id,
            PersonId person,
            Hand hand,
            Opinion.Decision decision,
            @Nullable ReturnTo returnTo,
            String text,
            @Nullable TownProposal proposal);

    void addCounty(
            CaseId id,
            PersonId person,
            Hand hand,
            UUID list,
            Opinion.Decision decision,
            @Nullable ReturnTo returnTo,
            String text);

    /** What the town's head proposes to the county, under the town's report number (送审文号). */
    record TownProposal(MonitoringCategory category, String reportNumber) {}

    /** Opinions of town and county, in their order. */
    List<Opinion> of(CaseId id);

    /** The last one of the town. */
    Optional<TownProposal> townProposal(CaseId id);

    /** A list of the town's households for the county; a case stands on one list at a time. */
    UUID newList(DivisionCode town, String reportNumber, CaseId id);

    Optional<UUID> listOf(CaseId id);

    /** The database refuses it before the notice has run its length, with an objection open, or without the reviews. */
    void confirm(CaseId id, UUID list, PersonId head, Confirmation confirmation);

    Optional<Confirmation> confirmation(CaseId id);
}
