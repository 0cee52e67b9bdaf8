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

    /**
     * A measure with which a department cooperates.
     *
     * @param task what is to be done
     * @param known when the department took note; none as long as it did not
     */
    record Cooperation(
            UUID measure,
            DivisionCode village,
            String head,
            MeasureKind kind,
            Department lead,
            String task,
            LocalDate dueOn,
            @Nullable LocalDate known) {}

    /** Measures under way whose plan names the department beside the lead. */
    List<Cooperation> cooperating(DivisionCode county, Department department);

    /** The department knows of it; it has no say in it (F4 二). */
    void takeNote(UUID measure, Department department, Actor actor);

    /** The word by which plans name a department among the cooperating units. */
    static String word(Department department) {
        return switch (department) {
            case CIVIL_AFFAIRS -> "民政";
            case AGRICULTURE -> "农牧";
            case HUMAN_RESOURCES -> "人力资源";
            case EDUCATION -> "教育";
            case MEDICAL_INSURANCE -> "医疗保障";
            case HEALTH -> "卫生健康";
            case HOUSING -> "住房";
            case WATER -> "水利";
            case DISABLED -> "残疾人";
            case NATURAL_RESOURCES -> "自然资源";
            case POLICE -> "公安";
            case MARKET_REGULATION -> "市场监督";
            case FINANCE -> "财政";
            case TRANSPORT -> "交通";
            case DEVELOPMENT_REFORM -> "发展改革";
        };
    }

    void handOver(
            UUID measure,
            String name,
            @Nullable PersonId person,
            String phone,
            String reason,
            List<UUID> evidence,
            Actor actor);
}
