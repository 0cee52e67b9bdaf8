package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.household.PhoneNumber;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What responsible officers do and owe: visits, substitutes, handovers. */
public interface OfficerDuties {

    /** A visit; by the officer, or by whoever stood in that day. */
    record Visit(
            LocalDate on,
            String officer,
            boolean bySubstitute,
            String content,
            String recordedBy,
            LocalDate recordedOn) {}

    record Substitute(String name, LocalDate from, LocalDate until, String reason) {}

    /**
     * How far an officer is with the visits of a period.
     *
     * @param where village, or household for other officers
     * @param period 2026年, 2026年第4季度, 近1个月
     */
    record Owed(String officer, String office, String where, String period, int owed, int made) {

        public boolean open() {
            return made < owed;
        }
    }

    void visit(UUID officer, HouseholdId household, LocalDate on, String content, List<UUID> evidence, Actor actor);

    List<Visit> visits(HouseholdId household);

    void substitute(
            UUID officer,
            String name,
            @Nullable PersonId person,
            PhoneNumber phone,
            LocalDate from,
            LocalDate until,
            String reason,
            Actor actor);

    List<Substitute> substitutes(UUID officer);

    /**
     * Visits that heads owe this year, deputies this quarter, others within the last months.
     *
     * @param heads a year
     * @param deputies a quarter
     * @param months in which another officer has to see each household once
     */
    List<Owed> owed(DivisionScope scope, LocalDate today, int heads, int deputies, int months);

    /** A handover of one officer's households. */
    record Handover(
            UUID id,
            DivisionCode town,
            String officer,
            String reason,
            List<UUID> items,
            List<HouseholdId> households,
            @Nullable PersonId proposedBy,
            List<Successor> successors,
            @Nullable String result) {}

    /** Who takes over one household. */
    record Successor(
            UUID officer,
            String name,
            String office,
            String post,
            String phone,
            @Nullable String account,
            ResponsibleOfficer.VisitDuty duty) {}

    /**
     * Opens a handover of the households that this person answers for in the town; empty if there are none.
     *
     * @param all or only of the household of this term
     */
    Optional<UUID> openHandover(DivisionCode town, ResponsibleOfficer officer, boolean all, String reason, Actor actor);

    Optional<Handover> handover(UUID id);

    /** Handovers under way in the scope. */
    List<Handover> handovers(DivisionScope scope);

    void propose(
            UUID handover,
            List<Successor> successors,
            List<UUID> leaverSignature,
            @Nullable String absentReason,
            List<UUID> successorSignature,
            LocalDate signedOn,
            Actor actor);

    void end(UUID handover, boolean done, @Nullable String remark, Actor actor);
}
