package cn.bangfu.process.batch.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.household.Households;
import cn.bangfu.identification.PlannedMeeting;
import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.notice.Deliveries;
import cn.bangfu.notice.Delivery;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an official of a village does on the spot, besides visits: meetings that are prepared, letters that are to be handed over. */
@RestController
@Tag(name = "手机办理")
class ErrandsApi {

    private static final Set<Role> MEETINGS = Set.of(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR);
    private static final Set<Role> DELIVERIES = Set.of(Role.VILLAGE_CLERK);
    private static final int SHOWN = 50;

    /** @param late whether its term is over */
    record Errand(String title, String when, boolean late, String href) {}

    record Errands(List<Errand> meetings, List<Errand> deliveries) {}

    private final PlannedMeetings meetings;
    private final Deliveries deliveries;
    private final Households households;
    private final Divisions divisions;
    private final LegalClock clock;
    private final CurrentOfficer currentOfficer;

    ErrandsApi(
            PlannedMeetings meetings,
            Deliveries deliveries,
            Households households,
            Divisions divisions,
            LegalClock clock,
            CurrentOfficer currentOfficer) {
        this.meetings = meetings;
        this.deliveries = deliveries;
        this.households = households;
        this.divisions = divisions;
        this.clock = clock;
        this.currentOfficer = currentOfficer;
    }

    @Operation(summary = "村里当场要办的会议和送达", description = "已准备、还没有登记的评议会议，和还应送达农户的文书。")
    @GetMapping("/api/errands")
    Errands errands() {
        var officer = currentOfficer.require();
        var owed = deliveries.owed(officer.scope(DELIVERIES), SHOWN);
        var heads = households.summaries(owed.stream().map(Delivery::household).toList());
        return new Errands(
                meetings.in(officer.scope(MEETINGS), SHOWN).stream()
                        .filter(meeting -> meeting.state() == PlannedMeeting.State.PREPARED)
                        .map(this::meeting)
                        .toList(),
                owed.stream()
                        .map(delivery -> {
                            var of = heads.get(delivery.household());
                            return delivery(delivery, of == null ? "" : of.head() + "户：");
                        })
                        .toList());
    }

    private Errand meeting(PlannedMeeting meeting) {
        return new Errand(
                "%s%s，%d户"
                        .formatted(
                                divisions.require(meeting.village()).shownName(),
                                meeting.kind().label(),
                                meeting.agenda().size()),
                ChinaTime.minute(meeting.plannedAt()) + "，" + meeting.place(),
                false,
                "/meetings/" + meeting.id());
    }

    private Errand delivery(Delivery delivery, String head) {
        var due = delivery.dueAt();
        return new Errand(
                head + delivery.kind().label(),
                due == null ? "" : "最迟" + ChinaTime.day(due.minusMillis(1)),
                due != null && clock.now().isAfter(due),
                "/deliveries/" + delivery.id());
    }
}
