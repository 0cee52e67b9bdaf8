package cn.bangfu.reading;

import cn.bangfu.household.Household;
import cn.bangfu.shared.MaskedNumbers;
import cn.bangfu.shared.PersonName;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hides the names of a household's members, and numbers, in whatever is shown of it. */
public final class NameMask {

    private final Map<String, String> names = new LinkedHashMap<>();

    private NameMask() {}

    public static NameMask of(Household household) {
        var mask = new NameMask();
        household.members().stream()
                .map(member -> member.name())
                .sorted(Comparator.comparingInt(
                                (PersonName name) -> name.value().length())
                        .reversed())
                .filter(name -> name.value().length() > 1)
                .forEach(name -> mask.names.put(name.value(), name.masked()));
        return mask;
    }

    public static String name(String name) {
        return name.isBlank() ? name : new PersonName(name).masked();
    }

    public String in(String text) {
        var hidden = MaskedNumbers.in(text);
        for (var name : names.entrySet()) {
            hidden = hidden.replace(name.getKey(), name.getValue());
        }
        return hidden;
    }

    public @Nullable String maybe(@Nullable String text) {
        return text == null ? null : in(text);
    }
}
