package cn.bangfu.comparison;

import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Compares members who have signed with what departments sent (行业部门数据比对; F1 五(二)2). */
@Service
public class DepartmentComparison {

    public static final String DECISION_KEY = "finding-weight";

    private final DepartmentFiles files;
    private final ComparisonStore store;
    private final DecisionTables tables;
    private final Trail trail;

    DepartmentComparison(DepartmentFiles files, ComparisonStore store, DecisionTables tables, Trail trail) {
        this.files = files;
        this.store = store;
        this.tables = tables;
        this.trail = trail;
    }

    /**
     * Somebody to compare.
     *
     * @param registers those that the own signed consent names
     */
    public record Compared(HouseholdMember member, Set<Register> registers) {
        public Compared {
            registers = Set.copyOf(registers);
        }
    }

    /**
     * @param findings new ones of this run
     * @param gaps registers whose department has sent nothing: marked, and compared later
     */
    public record Result(int findings, List<Register> gaps) {}

    /** One row a finding; what was found before is not found again. */
    @Transactional
    public Result compare(CaseId caseId, HouseholdId household, DivisionCode county, List<Compared> people) {
        var found = 0;
        var gaps = new TreeSet<Register>();
        for (var person : people) {
            for (var register : person.registers()) {
                var file = files.current(county, register);
                store.ran(caseId, person.member().id(), register, file.orElse(null));
                if (file.isEmpty()) {
                    gaps.add(register);
                    continue;
                }
                for (var match : files.matches(file.get(), person.member().identityNumber())) {
                    found += weigh(caseId, household, person.member(), register, match);
                }
            }
        }
        trail.append(TrailEvent.of("comparison.ran", caseId, household, null)
                .with("people", people.size())
                .with("findings", found)
                .with("gaps", gaps.stream().map(Register::label).collect(Collectors.toList())));
        return new Result(found, List.copyOf(gaps));
    }

    private int weigh(
            CaseId caseId,
            HouseholdId household,
            HouseholdMember member,
            Register register,
            DepartmentFiles.Match match) {
        var record = match.record();
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("register", register.name());
        inputs.put("attribute", record.attribute());
        inputs.put("amount", record.amount());
        inputs.put("fact", record.fact());
        var decision = tables.evaluate(DECISION_KEY, inputs);
        if (!decision.flag("finding")) {
            return 0;
        }
        var weight = decision.outcome("weight", FindingWeight.class);
        return store.found(caseId, household, member.id(), register, match, weight, decision.reference()) ? 1 : 0;
    }
}
