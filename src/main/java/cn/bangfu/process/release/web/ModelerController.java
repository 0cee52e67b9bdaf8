package cn.bangfu.process.release.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.process.guard.Fault;
import cn.bangfu.process.guard.ModelFile;
import cn.bangfu.process.release.ModelReleases;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * The requests that Camunda Modeler's deploy button sends, answered as the engine would answer them; but nothing is deployed, a draft is
 * kept. Who may ask stands in the sign-in's rules: process owners, with a password, for these paths and no other.
 */
@Hidden
@RestController
@RequestMapping("/engine-rest")
class ModelerController {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final ModelReleases releases;
    private final CurrentOfficer currentOfficer;

    ModelerController(ModelReleases releases, CurrentOfficer currentOfficer) {
        this.releases = releases;
        this.currentOfficer = currentOfficer;
    }

    /** By which Modeler tells whether it knows this engine. */
    @GetMapping("/version")
    Map<String, String> version() {
        return Map.of("version", "7.24.0");
    }

    /** By which Modeler tells whether the password is right. */
    @GetMapping("/deployment")
    List<Object> deployments() {
        return List.of();
    }

    @PostMapping("/deployment/create")
    ResponseEntity<Map<String, @Nullable Object>> create(MultipartHttpServletRequest request) throws IOException {
        var files = new ArrayList<ModelFile>();
        for (var parts : request.getMultiFileMap().values()) {
            for (var part : parts) {
                files.add(new ModelFile(nameOf(part), part.getBytes()));
            }
        }
        var name = text(
                request, "deployment-name", files.isEmpty() ? "" : files.get(0).name());
        var source = text(request, "deployment-source", "Camunda Modeler");
        var outcome = releases.draft(name, source, files, currentOfficer.require());
        if (outcome instanceof ModelReleases.Outcome.Refused refused) {
            return ResponseEntity.badRequest().body(refusal(refused.faults()));
        }
        var id = ((ModelReleases.Outcome.Done) outcome).id().toString();
        return ResponseEntity.ok(answer(id, name, source, files));
    }

    private static String nameOf(MultipartFile part) {
        var original = part.getOriginalFilename();
        var name = original == null || original.isBlank() ? part.getName() : original;
        // Some senders give the whole path; what is refused is what is left of it.
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }

    private static String text(MultipartHttpServletRequest request, String field, String otherwise) {
        var value = request.getParameter(field);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static Map<String, @Nullable Object> answer(String id, String name, String source, List<ModelFile> files) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("links", List.of(Map.of("method", "GET", "href", "/models/drafts/" + id, "rel", "self")));
        answer.put("id", id);
        answer.put("name", name);
        answer.put("source", source);
        answer.put("deploymentTime", OffsetDateTime.now().format(TIME));
        answer.put("tenantId", null);
        // Modeler shows the first of these; a draft has no version yet.
        var processes = new LinkedHashMap<String, Object>();
        files.stream()
                .filter(file -> file.ending().equals("bpmn"))
                .forEach(file -> processes.put(
                        file.key() + ":draft:" + id,
                        Map.of(
                                "id",
                                file.key() + ":draft:" + id,
                                "key",
                                file.key(),
                                "name",
                                file.key(),
                                "version",
                                0,
                                "resource",
                                file.name(),
                                "deploymentId",
                                id,
                                "suspended",
                                false)));
        answer.put("deployedProcessDefinitions", processes.isEmpty() ? null : processes);
        answer.put("deployedCaseDefinitions", null);
        answer.put("deployedDecisionDefinitions", null);
        answer.put("deployedDecisionRequirementsDefinitions", null);
        return answer;
    }

    /** In the engine's own form for files that it can't read, which Modeler shows with the elements concerned. */
    private static Map<String, @Nullable Object> refusal(List<Fault> faults) {
        var details = new LinkedHashMap<String, Object>();
        faults.stream()
                .collect(Collectors.groupingBy(Fault::file, LinkedHashMap::new, Collectors.toList()))
                .forEach((file, found) -> details.put(
                        file,
                        Map.of(
                                "errors",
                                found.stream()
                                        .map(fault -> Map.of(
                                                "message",
                                                fault.message(),
                                                "line",
                                                0,
                                                "column",
                                                0,
                                                "mainBpmnElementId",
                                                fault.element(),
                                                "bpmnElementIds",
                                                fault.element().isEmpty() ? List.of() : List.of(fault.element())))
                                        .toList(),
                                "warnings",
                                List.of())));
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("type", "ParseException");
        answer.put(
                "message",
                "没有接收，请改正后再部署：" + faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        answer.put("details", details);
        return answer;
    }
}
