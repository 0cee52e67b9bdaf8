package cn.bangfu.process.notice;

import cn.bangfu.policy.NoticeLevel;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.StepResult;
import cn.bangfu.shared.FieldError;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the forms of a notice have in common. */
final class NoticeForms {

    private NoticeForms() {}

    /** @param ending of the fields' keys: {@code Photos} for {@code villagePhotos} */
    static Map<NoticeLevel, List<UUID>> photographs(Answers answers, String ending) {
        var photographs = new EnumMap<NoticeLevel, List<UUID>>(NoticeLevel.class);
        for (var place : NoticeLevel.values()) {
            photographs.put(place, answers.evidence(key(place, ending)));
        }
        return photographs;
    }

    /** As the forms' conditions compare it. */
    static String places(Set<NoticeLevel> places) {
        return places.stream().sorted().map(NoticeLevel::label).collect(Collectors.joining("、"));
    }

    /** Errors of the domain, at the fields of the form. */
    static StepResult refused(List<FieldError> errors, String ending) {
        return new StepResult.Refused(errors.stream()
                .map(error -> new FieldError(field(error.field(), ending), error.message()))
                .toList());
    }

    private static String field(String argument, String ending) {
        for (var place : NoticeLevel.values()) {
            if (argument.equals("photographs." + place)) {
                return key(place, ending);
            }
        }
        return "";
    }

    private static String key(NoticeLevel place, String ending) {
        return place.name().toLowerCase(Locale.ROOT) + ending;
    }
}
