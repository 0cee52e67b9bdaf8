package cn.bangfu.household;

import cn.bangfu.access.Division;
import cn.bangfu.access.Divisions;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.shared.DivisionCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the village that a line of a ledger means, by code or by names as officials shorten them. Made anew for each file. */
final class VillageFinder {

    private final Map<String, Division> byCode = new HashMap<>();
    private final Map<String, List<Division>> byName = new HashMap<>();
    private final Map<String, String> townNames = new HashMap<>();

    VillageFinder(Divisions divisions) {
        for (var county : divisions.counties()) {
            for (var town : divisions.in(county.code())) {
                townNames.put(town.code().value(), nameKey(town.statisticalName()));
            }
            for (var village : divisions.villagesIn(county.code())) {
                if (village.holdsHouseholds()) {
                    byCode.put(village.code().value(), village);
                    var names = new ArrayList<>(List.of(nameKey(village.statisticalName())));
                    if (!names.contains(nameKey(village.shownName()))) {
                        names.add(nameKey(village.shownName()));
                    }
                    names.forEach(name ->
                            byName.computeIfAbsent(name, n -> new ArrayList<>()).add(village));
                }
            }
        }
    }

    /** What the spellings of one name have in common: 巴音布拉格嘎查村, 巴音布拉格嘎查, 巴音布拉格 are one. */
    private static String nameKey(String name) {
        var plain = LedgerText.compact(name);
        var key = plain.replaceFirst("(村民委员会|居民委员会|村委会|居委会|嘎查村|嘎查|社区|村|苏木|镇|乡)+$", "");
        return key.isEmpty() ? plain : key;
    }

    Optional<Division> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /** Villages of that name, of that town if one is named. */
    List<Division> byNames(@Nullable String town, String village) {
        var found = byName.getOrDefault(nameKey(village), List.of());
        if (town == null || town.isEmpty()) {
            return found;
        }
        return found.stream().filter(division -> isTown(division.code(), town)).toList();
    }

    private boolean isTown(DivisionCode village, String town) {
        return nameKey(town).equals(townNames.get(village.town().value()));
    }

    /** Whether a name contradicts the village: it is not its own but that of another one. */
    boolean contradicts(Division village, String name) {
        var sameName = byName.get(nameKey(name));
        return sameName != null && !sameName.contains(village);
    }
}
