package cn.bangfu.reading.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.reading.CaseHistory;
import cn.bangfu.shared.CaseId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The course of a case for the diagrams in the reading room, Cockpit and Tasklist: which way it went, nothing personal. */
@RestController
@Tag(name = "流程走向", description = "一件案子走过的流程图、路径和时间；只有编号和走向，没有农户信息。")
class CourseController {

    private static final Set<Role> READERS =
            Arrays.stream(Role.values()).filter(Role::readsCases).collect(Collectors.toUnmodifiableSet());

    private static final int MOST_ENDED = 50;

    record Step(
            String element,
            String type,
            @Nullable String name,
            Instant startedAt,
            @Nullable Instant endedAt,
            String lasting,
            boolean canceled,
            @Nullable String assignee) {}

    record Run(
            String id,
            String name,
            String key,
            int version,
            @Nullable String parent,
            Instant startedAt,
            @Nullable Instant endedAt,
            String xml,
            List<Step> steps) {}

    record Course(String caseId, String number, boolean audited, List<Run> runs) {}

    private final CurrentOfficer currentOfficer;
    private final IdentificationCases cases;
    private final CaseHistory history;
    private final Divisions divisions;

    CourseController(
            CurrentOfficer currentOfficer, IdentificationCases cases, CaseHistory history, Divisions divisions) {
        this.currentOfficer = currentOfficer;
        this.cases = cases;
        this.history = history;
        this.divisions = divisions;
    }

    @Operation(summary = "一件案子的流程图和走过的路径")
    @ApiResponse(responseCode = "200", description = "每个流程实例的图（当时运行的那一版）、各环节的进入和离开时间")
    @ApiResponse(responseCode = "404", description = "没有这件案子，或不归您查看")
    @GetMapping("/api/cases/{id}/course")
    Course course(@PathVariable String id) {
        var reader = currentOfficer.require();
        var scope = reader.scope(READERS);
        try {
            var shown = cases.find(CaseId.of(id))
                    .filter(found -> scope.covers(found.village()))
                    .orElseThrow(CourseController::notFound);
            var activities = history.activities(shown.id());
            return new Course(
                    shown.id().toString(),
                    shown.number().value(),
                    reader.has(Role.AUDITOR),
                    history.runs(shown.id()).stream()
                            .map(run -> new Run(
                                    run.id(),
                                    run.name(),
                                    run.key(),
                                    run.version(),
                                    run.parent(),
                                    run.startedAt(),
                                    run.endedAt(),
                                    history.diagram(run.definition()).orElse(""),
                                    activities.stream()
                                            .filter(activity -> activity.run().equals(run.id()))
                                            .map(CourseController::step)
                                            .toList()))
                            .toList());
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    /** How a case ended, for Cockpit, which shows nothing of what is over. */
    record Ended(String id, String number, String place, String said, Instant at) {}

    @Operation(summary = "按一版流程图最近办结的案件")
    @ApiResponse(responseCode = "200", description = "最近50件，只有归您查看的")
    @GetMapping("/api/definitions/{definition}/ended")
    List<Ended> ended(@PathVariable String definition) {
        return history.ended(definition, currentOfficer.require().scope(READERS), MOST_ENDED).stream()
                .map(one -> new Ended(
                        one.id().toString(), one.number(), divisions.path(one.village()), one.said(), one.at()))
                .toList();
    }

    private static Step step(CaseHistory.Activity activity) {
        return new Step(
                activity.element(),
                activity.type(),
                activity.name(),
                activity.startedAt(),
                activity.endedAt(),
                Words.lasting(activity.startedAt(), activity.endedAt()),
                activity.canceled(),
                activity.assignee());
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有这件案子，或不归您查看");
    }
}
