package cn.bangfu.process.batch.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.PageWords;
import cn.bangfu.access.Role;
import cn.bangfu.process.batch.MeetingDesk;
import cn.bangfu.process.batch.TogetherDesk;
import cn.bangfu.process.gateway.Batch;
import cn.bangfu.process.gateway.BatchGateway;
import cn.bangfu.process.gateway.BatchKind;
import cn.bangfu.process.gateway.BatchOutcome;
import cn.bangfu.process.gateway.Draft;
import cn.bangfu.process.gateway.form.FormJson;
import cn.bangfu.shared.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api")
@Tag(name = "多户一起办理", description = "一次会议、一份名单、一批疑点：相同的内容填一次，每一户各有一份答复；要么全部办成，要么一户也不办。")
class BatchApi {

    private static final int LIMIT = 4_000_000;

    private final TogetherDesk together;
    private final MeetingDesk meetings;
    private final BatchGateway batches;
    private final CurrentOfficer currentOfficer;
    private final PageWords words;

    BatchApi(
            TogetherDesk together,
            MeetingDesk meetings,
            BatchGateway batches,
            CurrentOfficer currentOfficer,
            PageWords words) {
        this.together = together;
        this.meetings = meetings;
        this.batches = batches;
        this.currentOfficer = currentOfficer;
        this.words = words;
    }

    record DraftBody(
            JsonNode values, Instant savedAt, @Nullable String writer, boolean own) {}

    record HouseholdBody(
            String task,
            String caseId,
            @Nullable String caseNumber,
            @Nullable String village,
            @Nullable String head,
            @Nullable Instant due,
            JsonNode values,
            List<TogetherDesk.Fact> facts) {}

    record OpeningBody(
            String element,
            String name,
            String kind,
            UUID subject,
            @Nullable String number,
            JsonNode shared,
            JsonNode form,
            List<HouseholdBody> households,
            boolean truncated,
            @Nullable DraftBody draft) {}

    @Operation(summary = "打开一个环节的全部待办户", description = "shared是各户相同、只填一次的部分，form是一户自己的整张表。list只取这份送审名单上的户。")
    @GetMapping("/together/{element}")
    OpeningBody open(@PathVariable String element, @RequestParam(required = false) @Nullable UUID list) {
        return together.open(element, list)
                .map(opening -> new OpeningBody(
                        opening.element(),
                        opening.name(),
                        opening.kind().name(),
                        opening.subject(),
                        opening.number(),
                        opening.shared(),
                        opening.form(),
                        opening.households().stream()
                                .map(household -> new HouseholdBody(
                                        household.task().id(),
                                        household.task().caseId().toString(),
                                        household.task().caseNumber(),
                                        household.task().village(),
                                        household.task().head(),
                                        household.task().due(),
                                        FormJson.tree(household.values()),
                                        household.facts()))
                                .toList(),
                        opening.truncated(),
                        own(opening.draft())))
                .orElseThrow(BatchApi::notHere);
    }

    @Operation(
            summary = "一起提交",
            description = "{items: [{task, answer}]}，answer是这一户整张表的内容。有一户不能办，就一户也不办；stuck逐户说明原因。",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(responseCode = "200", description = "全部已提交")
    @ApiResponse(responseCode = "409", description = "别人正在办理同一批户")
    @ApiResponse(responseCode = "422", description = "一户也没有提交；errors是整批的问题，stuck是不能办的户")
    @PostMapping(path = "/together/{element}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Reply> submit(
            @PathVariable String element,
            @RequestParam(required = false) @Nullable UUID list,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        if (!TogetherDesk.knows(element)) {
            throw notHere();
        }
        return reply(together.submit(element, list, items(body(request)), checked(key)));
    }

    private static List<Batch.Item> items(Map<String, @Nullable Object> body) {
        var items = new ArrayList<Batch.Item>();
        if (body.get("items") instanceof List<?> list) {
            for (var one : list) {
                if (one instanceof Map<?, ?> item
                        && item.get("task") instanceof String task
                        && item.get("answer") instanceof Map<?, ?> given) {
                    var answer = new LinkedHashMap<String, @Nullable Object>();
                    given.forEach((name, value) -> answer.put(String.valueOf(name), value));
                    items.add(new Batch.Item(task, answer));
                } else {
                    throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "每一户应有task和answer");
                }
            }
        }
        if (items.stream().map(Batch.Item::taskId).distinct().count() != items.size()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "同一户重复了");
        }
        return items;
    }

    record MemberBody(
            int seq,
            String name,
            @Nullable String group,
            @Nullable String duty) {}

    record MeetingHousehold(
            String caseId,
            String caseNumber,
            String head,
            @Nullable String task,
            boolean waits,
            String difficulty,
            String living) {}

    record MeetingBody(
            UUID id,
            String kind,
            String kindName,
            String roster,
            int entitled,
            int needed,
            boolean open,
            String state,
            List<MemberBody> members,
            @Nullable JsonNode form,
            JsonNode values,
            List<MeetingHousehold> households,
            @Nullable DraftBody draft) {}

    @Operation(summary = "打开一次准备好的评议会议", description = "form是整次会议只填一次的部分；不是评议主持人的，为空，只能暂存。")
    @GetMapping("/meetings/{id}")
    MeetingBody meeting(@PathVariable UUID id) {
        return meetings.open(id)
                .map(opening -> new MeetingBody(
                        id,
                        opening.meeting().kind().name(),
                        opening.meeting().kind().label(),
                        opening.roster().title(),
                        opening.roster().members().size(),
                        opening.needed(),
                        opening.meeting().state() == cn.bangfu.identification.PlannedMeeting.State.PREPARED,
                        opening.meeting().state().label(),
                        opening.roster().members().stream()
                                .map(member ->
                                        new MemberBody(member.seq(), member.name(), member.group(), member.duty()))
                                .toList(),
                        opening.form(),
                        FormJson.tree(opening.values()),
                        opening.households().stream()
                                .map(household -> new MeetingHousehold(
                                        household.caseId().toString(),
                                        household.caseNumber(),
                                        household.head(),
                                        household.taskId(),
                                        household.waits(),
                                        household.difficulty(),
                                        household.living()))
                                .toList(),
                        opening.draft() == null
                                ? null
                                : new DraftBody(
                                        FormJson.tree(opening.draft().draft().values()),
                                        opening.draft().draft().savedAt(),
                                        opening.draft().writer(),
                                        opening.draft().own())))
                .orElseThrow(BatchApi::notHere);
    }

    @Operation(
            summary = "提交一次评议会议",
            description = "签到按名册勾选，表决逐户填写；人数不够的，写明下次开会的日期，议程不变。",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @ApiResponse(responseCode = "200", description = "全部已提交")
    @ApiResponse(responseCode = "422", description = "一户也没有提交；errors是会议的问题，stuck是不能办的户")
    @PostMapping(path = "/meetings/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Reply> hold(
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request)
            throws IOException {
        return reply(meetings.hold(id, body(request), checked(key)).orElseThrow(BatchApi::notHere));
    }

    record SavedDraft(Instant savedAt) {}

    @Operation(
            summary = "暂存一批",
            requestBody = @RequestBody(required = true, content = @Content(schema = @Schema(type = "object"))))
    @PutMapping(path = "/batches/{kind}/{subject}/draft", consumes = MediaType.APPLICATION_JSON_VALUE)
    SavedDraft saveDraft(@PathVariable BatchKind kind, @PathVariable UUID subject, HttpServletRequest request)
            throws IOException {
        if (currentOfficer.require().roles().stream().noneMatch(Role::handlesCases)
                || kind == BatchKind.REVIEW_MEETING && meetings.find(subject).isEmpty()) {
            throw notHere();
        }
        return new SavedDraft(batches.saveDraft(kind, subject, body(request)));
    }

    @Operation(summary = "放弃暂存的一批")
    @DeleteMapping("/batches/{kind}/{subject}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeDraft(@PathVariable BatchKind kind, @PathVariable UUID subject) {
        batches.removeDraft(kind, subject);
    }

    /** @param next where its case went */
    record Done(String caseId, String caseNumber, String next) {}

    record StuckBody(
            String task,
            @Nullable String caseId,
            @Nullable String caseNumber,
            @Nullable String village,
            @Nullable String head,
            String why,
            List<FieldError> errors) {}

    record Reply(
            @Nullable UUID batch,
            List<Done> households,
            @Nullable String message,
            List<FieldError> errors,
            List<StuckBody> stuck) {}

    private ResponseEntity<Reply> reply(BatchOutcome outcome) {
        if (outcome instanceof BatchOutcome.Submitted done) {
            return ResponseEntity.ok(new Reply(
                    done.batch(),
                    done.households().stream()
                            .map(one -> new Done(one.caseId().toString(), one.caseNumber(), one.next()))
                            .toList(),
                    null,
                    List.of(),
                    List.of()));
        }
        if (outcome instanceof BatchOutcome.Refused refused) {
            return ResponseEntity.unprocessableEntity()
                    .body(new Reply(
                            null,
                            List.of(),
                            "一户也没有提交，请按说明修改",
                            words.say(refused.errors()),
                            refused.stuck().stream().map(this::stuck).toList()));
        }
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(new Reply(null, List.of(), ((BatchOutcome.Conflict) outcome).message(), List.of(), List.of()));
    }

    private StuckBody stuck(BatchOutcome.Stuck household) {
        return new StuckBody(
                household.taskId(),
                household.caseId() == null ? null : household.caseId().toString(),
                household.caseNumber(),
                household.village(),
                household.head(),
                household.why().name(),
                words.say(household.errors()));
    }

    private static @Nullable DraftBody own(@Nullable Draft draft) {
        return draft == null ? null : new DraftBody(FormJson.tree(draft.values()), draft.savedAt(), null, true);
    }

    /** Answers to many forms weigh more than one does. */
    private static Map<String, @Nullable Object> body(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new ResponseStatusException(HttpStatus.PAYLOAD_TOO_LARGE, "内容太多，请分成几批办理");
        }
        try {
            var body = FormJson.read(bytes, LIMIT);
            if (body.isObject()) {
                return FormJson.plainObject(body);
            }
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "提交的内容不是正确的JSON", e);
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "提交的内容应为一个JSON对象");
    }

    private static @Nullable String checked(@Nullable String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{8,100}")) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "提交编号（Idempotency-Key）应为8至100个字母或数字");
        }
        return key;
    }

    private static ResponseStatusException notHere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "没有找到，可能已由他人办结，或不属于您的单位");
    }
}
