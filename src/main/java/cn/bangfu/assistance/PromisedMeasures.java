package cn.bangfu.assistance;

import cn.bangfu.access.Actor;
import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Measures that departments promised and have not seen through, and who handles them there. */
public interface PromisedMeasures {

    /** @param handler whom to ask in the department now */
    record Promised(
            UUID measure,
            HouseholdId household,
            DivisionCode village,
            String head,
            MeasureKind kind,
            Department lead,
            String handler,
            LocalDate expectedOn,
            String state) {}

    /** How many an officer with an account handles. */
    int of(PersonId person);

    /** In the scope, or of a department in the scope; what is due first in front. */
    List<Promised> in(DivisionScope scope, @Nullable Department department);

    void handOver(
            UUID measure,
            String name,
            @Nullable PersonId person,
            String phone,
            String reason,
            List<UUID> evidence,
            Actor actor);
}
