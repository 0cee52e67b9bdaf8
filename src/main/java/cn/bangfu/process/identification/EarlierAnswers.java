package cn.bangfu.process.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.StepRecord;
import cn.bangfu.audit.StepRecords;
import cn.bangfu.shared.CaseId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was answered at earlier steps of a case, to be shown at later ones. */
@Component
class EarlierAnswers {

    private static final String NOTHING = "—";

    private final StepRecords records;

    EarlierAnswers(StepRecords records) {
        this.records = records;
    }

    /** The latest answer at the first of these steps that the case went through; empty if none. */
    Map<String, @Nullable Object> firstOf(CaseId id, String... elements) {
        var all = records.of(id);
        for (var element : elements) {
            var found = all.stream()
                    .filter(record -> record.element().equals(element))
                    .reduce((first, second) -> second);
            if (found.isPresent()) {
                return found.get().answers();
            }
        }
        return Map.of();
    }

    /** When the step was last done. */
    Optional<Instant> at(CaseId id, String element) {
        return records.of(id).stream()
                .filter(record -> record.element().equals(element))
                .reduce((first, second) -> second)
                .map(StepRecord::at);
    }

    /** One text of it; a line if there is none. */
    String text(CaseId id, String element, String key) {
        var value = firstOf(id, element).get(key);
        return value == null || value.equals("") ? NOTHING : value.toString();
    }

    /** The text at the first of these steps that has one; a line if none has. */
    String firstText(CaseId id, String key, String... elements) {
        for (var element : elements) {
            var value = firstOf(id, element).get(key);
            if (value != null && !value.equals("")) {
                return value.toString();
            }
        }
        return NOTHING;
    }

    /** Whoever has the form open, and room for the second one who has to be there. */
    static List<Map<String, String>> visitors(Actor actor) {
        return List.of(Map.of("name", actor.name(), "office", actor.officeName()), Map.of("name", "", "office", ""));
    }

    /** Names out of a list of people: 白音(村委会)、朝鲁(驻村工作队). */
    static String names(@Nullable Object rows) {
        if (!(rows instanceof List<?> list)) {
            return NOTHING;
        }
        return list.stream()
                .map(row -> (Map<?, ?>) row)
                .map(row -> row.get("name") + "（" + row.get("office") + "）")
                .collect(Collectors.joining("、"));
    }
}
