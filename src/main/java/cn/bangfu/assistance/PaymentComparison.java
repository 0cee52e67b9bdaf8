package cn.bangfu.assistance;

import cn.bangfu.comparison.ComparisonStore;
import cn.bangfu.comparison.ComparisonStore.LookUp;
import cn.bangfu.comparison.DepartmentFiles;
import cn.bangfu.comparison.Register;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.policy.DecisionTables;
import cn.bangfu.shared.DivisionCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the lists of civil affairs, education and the disabled persons' federation say before money is paid (rules.md 3.3; F2 30). Only
 * lists that departments send by their own duty: nobody's property is looked up for it. What follows from them stands in the decision
 * table {@code payment-comparison}.
 */
@Service
public class PaymentComparison {

    public static final String TABLE = "payment-comparison";

    private static final String NOT_ON_IT = "NONE";
    private static final String NO_LIST = "NO_LIST";

    /** Lists that say what somebody receives already, or is not entitled to. */
    private static final List<Register> SUBSIDIES =
            List.of(Register.SUBSISTENCE, Register.EDUCATION, Register.DISABILITY);

    /** What follows for the payment. */
    public enum Verdict {
        PAY,
        /** The payer says what was found out. */
        EXPLAIN,
        REFUSE
    }

    /**
     * Something that a list says and that stands against paying as it is.
     *
     * @param message with the person's name
     * @param rule table, version and row
     */
    public record Hit(Verdict verdict, String message, String rule) {}

    /**
     * @param files the lists that were compared
     * @param hits by line; a line against which nothing stands is missing
     */
    public record Compared(List<UUID> files, Map<UUID, List<Hit>> hits) {

        public static final Compared NOTHING = new Compared(List.of(), Map.of());

        public List<Hit> of(UUID line, Verdict verdict) {
            return hits.getOrDefault(line, List.of()).stream()
                    .filter(hit -> hit.verdict() == verdict)
                    .toList();
        }
    }

    private record Question(FundBatch.Line line, HouseholdMember person, Register register) {}

    private final ComparisonStore store;
    private final DepartmentFiles files;
    private final Households households;
    private final DecisionTables tables;

    public PaymentComparison(
            ComparisonStore store, DepartmentFiles files, Households households, DecisionTables tables) {
        this.store = store;
        this.files = files;
        this.households = households;
        this.tables = tables;
    }

    /** Compares all lines in one look at the lists. Not read-only: whoever asks a decision table is written down. */
    @Transactional
    public Compared compare(DivisionCode county, List<FundBatch.Line> lines) {
        var lists = files.current(county).stream()
                .collect(Collectors.toMap(DepartmentFiles.Taken::register, DepartmentFiles.Taken::id));
        var questions = lines.stream().flatMap(line -> questions(line).stream()).toList();
        var listed = new HashMap<LookUp, List<String>>();
        for (var match : store.matches(
                county,
                questions.stream().map(PaymentComparison::lookUp).distinct().toList())) {
            listed.computeIfAbsent(new LookUp(match.member(), match.register()), key -> new ArrayList<>())
                    .add(match.attribute());
        }
        var hits = new HashMap<UUID, List<Hit>>();
        for (var question : questions) {
            var absent = lists.containsKey(question.register()) ? NOT_ON_IT : NO_LIST;
            for (var state : listed.getOrDefault(lookUp(question), List.of(absent))) {
                var hit = judge(county, question, state);
                if (hit.verdict() != Verdict.PAY) {
                    hits.computeIfAbsent(question.line().id(), id -> new ArrayList<>())
                            .add(hit);
                }
            }
        }
        var compared = questions.stream()
                .map(question -> lists.get(question.register()))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Compared(compared, hits);
    }

    private static LookUp lookUp(Question question) {
        return new LookUp(question.person().id(), question.register());
    }

    /** Who gets the money or the help has to be alive; whose subsidy it is must not have it already. */
    private List<Question> questions(FundBatch.Line line) {
        var living = households.require(line.household()).belonging();
        var questions = new ArrayList<Question>();
        for (var person : living) {
            var beneficiary = line.beneficiary();
            if (person.id().equals(line.payee()) || person.id().equals(beneficiary)) {
                questions.add(new Question(line, person, Register.DEATHS));
            }
            if (beneficiary == null || person.id().equals(beneficiary)) {
                SUBSIDIES.forEach(register -> questions.add(new Question(line, person, register)));
            }
        }
        return questions;
    }

    private Hit judge(DivisionCode county, Question question, String listed) {
        Map<String, @Nullable Object> inputs = new HashMap<>();
        inputs.put("county", county.county().value());
        inputs.put("register", question.register().name());
        inputs.put("item", Objects.requireNonNullElse(question.line().item(), ""));
        inputs.put("kind", question.line().kind().name());
        inputs.put("listed", listed);
        var decision = tables.evaluate(TABLE, inputs);
        var message = decision.decidingRow().outputs().get("message");
        return new Hit(
                decision.outcome("result", Verdict.class),
                question.person().name().value() + "：" + (message == null ? "" : message),
                decision.reference());
    }
}
