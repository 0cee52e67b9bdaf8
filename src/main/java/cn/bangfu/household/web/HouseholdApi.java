package cn.bangfu.household.web;

import cn.bangfu.household.FoundHousehold;
import cn.bangfu.household.HouseholdSearch;
import cn.bangfu.policy.MonitoringCategory;
import cn.bangfu.policy.PolicyStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The search for programs and page scripts. It is a POST: no name and no number may stand in an address or a log. */
@RestController
@RequestMapping("/api/households")
class HouseholdApi {

    /** @param query a name, a household's or a case's number, an identity number or a phone */
    record Query(@Nullable String query) {}

    /**
     * @param village town and village, with the group if known
     * @param members how many belong to it
     * @param found names for which it was found
     */
    record Found(
            UUID id,
            String number,
            String head,
            String village,
            int members,
            PolicyStatus policyStatus,
            @Nullable MonitoringCategory registeredCategory,
            List<String> found) {}

    private final Readers readers;
    private final HouseholdSearch search;

    HouseholdApi(Readers readers, HouseholdSearch search) {
        this.readers = readers;
        this.search = search;
    }

    @PostMapping("/search")
    List<Found> search(@RequestBody Query query) {
        var files = readers.fileScope();
        var text = query.query() == null ? "" : query.query();
        return search
                .search(text, files.isEmpty() ? readers.searchScope() : files, !files.isEmpty())
                .households()
                .stream()
                .filter(found -> !found.household().dissolved())
                .map(HouseholdApi::answer)
                .toList();
    }

    private static Found answer(FoundHousehold found) {
        var household = found.household();
        return new Found(
                household.id().value(),
                household.number(),
                household.head(),
                found.path() + (household.group() == null ? "" : " " + household.group()),
                household.members(),
                household.policyStatus(),
                household.registeredCategory(),
                found.members().stream().map(FoundHousehold.FoundMember::name).toList());
    }
}
