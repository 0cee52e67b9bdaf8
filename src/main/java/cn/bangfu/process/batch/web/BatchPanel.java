package cn.bangfu.process.batch.web;

import cn.bangfu.access.HomePanel;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.identification.CaseState;
import cn.bangfu.identification.CountyList.Standing;
import cn.bangfu.identification.CountyLists;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.identification.PlannedMeeting;
import cn.bangfu.identification.PlannedMeetings;
import cn.bangfu.process.batch.TogetherDesk;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** On the home page: what can be done for many households at once. */
@Component
class BatchPanel implements HomePanel {

    private static final Set<Role> VILLAGE = Set.of(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR);
    private static final Set<Role> COUNTY = Set.of(Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_HEAD);
    private static final int MANY = 100;

    private final TogetherDesk desk;
    private final IdentificationCases cases;
    private final PlannedMeetings meetings;
    private final CountyLists lists;

    BatchPanel(TogetherDesk desk, IdentificationCases cases, PlannedMeetings meetings, CountyLists lists) {
        this.desk = desk;
        this.cases = cases;
        this.meetings = meetings;
        this.lists = lists;
    }

    @Override
    public int order() {
        return 150;
    }

    @Override
    public Optional<Panel> forOfficer(SignedInOfficer officer) {
        if (officer.roles().stream().noneMatch(Role::handlesCases)) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        if (officer.hasAny(Role.VILLAGE_CLERK, Role.VILLAGE_CHAIR)) {
            var scope = officer.scope(VILLAGE);
            var waiting = cases.standing(scope, CaseState.VILLAGE_REVIEW, MANY).size();
            var prepared = meetings.in(scope, MANY).stream()
                    .filter(meeting -> meeting.state() == PlannedMeeting.State.PREPARED)
                    .count();
            if (waiting > 0 || prepared > 0) {
                lines.add(new Line("评议会议", "待评议%d户，已准备%d次会".formatted(waiting, prepared), "/meetings"));
            }
        }
        if (officer.hasAny(Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_HEAD)) {
            var open = lists.in(officer.scope(COUNTY), MANY).stream()
                    .filter(list ->
                            list.count(Standing.HANDLER) + list.count(Standing.REVIEWER) + list.count(Standing.HEAD)
                                    > 0)
                    .count();
            if (open > 0) {
                lines.add(new Line("送审名单", open + "份待办", "/lists"));
            }
        }
        desk.waiting().forEach((element, tasks) -> {
            if (tasks.size() > 1) {
                lines.add(new Line(tasks.get(0).name(), tasks.size() + "户可以一起办", "/together/" + element));
            }
        });
        return lines.isEmpty() ? Optional.empty() : Optional.of(new Panel("多户一起办理", lines));
    }
}
