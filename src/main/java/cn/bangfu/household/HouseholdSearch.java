package cn.bangfu.household;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Divisions;
import cn.bangfu.household.CaseLookup.FoundCase;
import cn.bangfu.household.HouseholdIndex.Hit;
import cn.bangfu.ledger.LedgerText;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.IdentityNumber;
import cn.bangfu.shared.IdentityNumber.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Finds households, their members and cases by one text: an identity number, a phone, a household's or a case's number, or a name. Full
 * numbers are looked up by their hash. What lies outside the scope is not found, in the same way as what does not exist.
 */
@Service
public class HouseholdSearch {

    private static final int LIMIT = 50;
    private static final int LONGEST = 50;

    private final HouseholdIndex index;
    private final Households households;
    private final Divisions divisions;
    private final List<CaseLookup> cases;

    HouseholdSearch(
            HouseholdIndex index, Households households, Divisions divisions, ObjectProvider<CaseLookup> cases) {
        this.index = index;
        this.households = households;
        this.divisions = divisions;
        this.cases = cases.stream().toList();
    }

    /**
     * @param text empty for all households, which only whose scope is one village is shown
     * @param byName whether names may be searched; exact numbers always may
     */
    public SearchResult search(String text, DivisionScope scope, boolean byName) {
        var query = LedgerText.compact(text).replace("'", "");
        if (query.isEmpty() && byName && isOneVillage(scope)) {
            var all = new LinkedHashMap<String, Hit>();
            add(all, index.byNumber("", scope, LIMIT + 1));
            return result(all, List.of(), null);
        }
        if (query.isEmpty() || query.length() > LONGEST) {
            return new SearchResult(List.of(), List.of(), false, "请输入姓名、户编号、案件编号、证件号码或电话。");
        }
        var found = new LinkedHashMap<String, Hit>();
        String hint = null;
        var byCase = cases.stream()
                .flatMap(lookup -> lookup.byNumber(query, scope).stream())
                .toList();
        byCase.forEach(one -> add(found, List.of(new Hit(one.household(), List.of()))));
        if (query.matches("[0-9A-Za-z_-]+")) {
            hint = byNumber(query, scope, found);
        } else if (!byName) {
            hint = "请输入完整的证件号码、户编号、案件编号或电话。";
        } else {
            add(found, index.byName(HouseholdService.normalizeName(text), scope, LIMIT + 1));
        }
        return result(found, byCase, hint);
    }

    private static boolean isOneVillage(DivisionScope scope) {
        return scope.roots().size() == 1 && scope.roots().iterator().next().level() == DivisionCode.Level.VILLAGE;
    }

    private @Nullable String byNumber(String query, DivisionScope scope, Map<String, Hit> found) {
        String hint = null;
        var reading = IdentityNumber.read(query);
        if (reading instanceof Reading.Read read) {
            add(found, index.byIdentityNumber(read.number(), scope));
        } else if (query.length() == 18 && reading instanceof Reading.Faulty faulty) {
            hint = faulty.fault().message() + "。" + faulty.fault().remedy() + "。";
        }
        var phone = PhoneNumber.normalize(query);
        if (PhoneNumber.isValid(phone)) {
            add(found, index.byPhone(new PhoneNumber(phone), scope, LIMIT + 1));
        }
        if (query.length() >= 4) {
            add(found, index.byNumber(query, scope, LIMIT + 1));
        } else {
            hint = "编号至少输入4位。";
        }
        return hint;
    }

    private static void add(Map<String, Hit> found, List<Hit> hits) {
        hits.forEach(hit -> found.merge(hit.household().toString(), hit, (one, other) -> {
            var members = new LinkedHashSet<>(one.members());
            members.addAll(other.members());
            return new Hit(one.household(), List.copyOf(members));
        }));
    }

    private SearchResult result(Map<String, Hit> found, List<FoundCase> byCase, @Nullable String hint) {
        var hits = found.values().stream().limit(LIMIT).toList();
        var ids = hits.stream().map(Hit::household).toList();
        var summaries = households.summaries(ids);
        var list = new ArrayList<FoundHousehold>();
        for (var hit : hits) {
            var summary = summaries.get(hit.household());
            if (summary != null) {
                list.add(new FoundHousehold(summary, divisions.path(summary.village()), hit.members()));
            }
        }
        var all = Stream.concat(byCase.stream(), cases.stream().flatMap(lookup -> lookup.of(ids).stream()))
                .distinct()
                .toList();
        var more = found.size() > LIMIT;
        return new SearchResult(list, all, more, more ? "只显示前" + LIMIT + "户。请输入更多的字或完整的编号。" : hint);
    }
}
