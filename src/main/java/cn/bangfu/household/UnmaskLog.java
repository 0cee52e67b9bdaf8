package cn.bangfu.household;

import cn.bangfu.access.Actor;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import cn.bangfu.shared.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Append-only record of who looked at a full number. */
public interface UnmaskLog {

    /** @param member whose; absent for the household's own numbers */
    record Entry(Unmasking.Field field, @Nullable MemberId member, String reason, String by, Instant at) {}

    void record(HouseholdId household, @Nullable MemberId member, Unmasking.Field field, String reason, Actor actor);

    /** How often a person has looked today. */
    int today(PersonId person);

    /** The latest first. */
    List<Entry> of(HouseholdId household);
}
