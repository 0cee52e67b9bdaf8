package cn.bangfu.identification;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Visits planned together: on which day who goes to which households. Each household's sheet opens with it. */
public interface VisitPlans {

    record Goer(String name, String office) {}

    /** @param note the way, the car, what to bring */
    record Plan(
            UUID id,
            DivisionCode village,
            LocalDate on,
            @Nullable String note,
            List<Goer> goers,
            List<CaseId> households) {}

    UUID add(
            DivisionCode village,
            LocalDate on,
            @Nullable String note,
            List<Goer> goers,
            List<CaseId> households,
            OfficerId by);

    void cancel(UUID id);

    Optional<Plan> find(UUID id);

    /** Within the scope, from that day on, the nearest first. */
    List<Plan> in(DivisionScope scope, LocalDate from);

    /** The last one that names the household. */
    Optional<Plan> of(CaseId caseId);
}
