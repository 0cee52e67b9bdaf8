package cn.bangfu.comparison;

import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.comparison.ComparisonStore.Found;
import cn.bangfu.comparison.ComparisonStore.LookUp;
import cn.bangfu.comparison.ComparisonStore.Match;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Compares members who have signed with what departments sent (行业部门数据比对; F1 五(二)2). */
@Service
public class DepartmentComparison {

    public static final String DECISION_KEY = "finding-weight";

    private final ComparisonStore store;
    private final CaseFindings findings;
    private final DecisionTables tables;
    private final Trail trail;

    DepartmentComparison(ComparisonStore store, CaseFindings findings, DecisionTables tables, Trail trail) {
        this.store = store;
        this.findings = findings;
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

    /**
     * One row a finding; what was found before is not found again, also not in a newer file that says the same.
     */
    @Transactional
    public Result compare(CaseId caseId, HouseholdId household, DivisionCode county, List<Compared> people) {
        var members = people.stream()
                .map(Compared::member)
                .collect(Collectors.toMap(HouseholdMember::id, Function.identity(), (first, second) -> first));
        var all = people.stream()
                .flatMap(person -> person.registers().stream()
                        .sorted()
                        .map(register -> new LookUp(person.member().id(), register)))
                .distinct()
                .toList();
        var pending = store.pending(caseId, county, all);
        store.ran(caseId, county, pending);
        var found = store.matches(county, pending).stream()
                .flatMap(match -> weigh(match, members).stream())
                .toList();
        var fresh = store.found(caseId, household, found);
        var gaps = findings.gaps(caseId);
        trail.append(TrailEvent.of("comparison.ran", caseId, household, null)
                .with("people", people.size())
                .with("lookUps", pending.size())
                .with("findings", fresh)
                .with("gaps", gaps.stream().map(Register::label).toList()));
        return new Result(fresh, gaps);
    }

    private Optional<Found> weigh(Match match, Map<MemberId, HouseholdMember> members) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("register", match.register().name());
        inputs.put("attribute", match.attribute());
        inputs.put("amount", match.amount());
        inputs.put("fact", match.fact());
        var decision = tables.evaluate(DECISION_KEY, inputs);
        if (!decision.flag("finding")) {
            return Optional.empty();
        }
        var weight = decision.outcome("weight", FindingWeight.class);
        return Optional.of(new Found(match, fact(match, members.get(match.member())), weight, decision.reference()));
    }

    /** A number may be somebody else's by a slip of the pen: where the names differ, everybody who reads the finding is told. */
    private static String fact(Match match, @Nullable HouseholdMember member) {
        if (member == null
                || match.name().isEmpty()
                || PersonName.isSame(match.name(), member.name().value())) {
            return match.fact();
        }
        return match.fact() + "（文件里这个号码的姓名是“" + match.name() + "”，与登记不同，请先核对是不是本人）";
    }
}
