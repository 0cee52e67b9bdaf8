package cn.bangfu.household;

import java.util.List;

/**
 * A household that a search found.
 *
 * @param path town and village as people say it
 * @param members those for whom it was found; empty if found by the household's own number or phone
 */
public record FoundHousehold(HouseholdSummary household, String path, List<FoundMember> members) {

    public FoundHousehold {
        members = List.copyOf(members);
    }

    /**
     * @param state empty for who belongs to it today, else 已故 or 已离开
     */
    public record FoundMember(String name, String relation, String state) {}
}
