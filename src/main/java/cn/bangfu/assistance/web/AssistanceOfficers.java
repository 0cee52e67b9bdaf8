package cn.bangfu.assistance.web;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Department;
import cn.bangfu.access.DivisionScope;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Who reads and writes what on the pages of assistance, and the photographs that come with them. */
@Component
class AssistanceOfficers {

    private static final Set<Role> READERS = Set.of(
            Role.VILLAGE_CLERK,
            Role.TOWN_CLERK,
            Role.TOWN_REVIEWER,
            Role.TOWN_HEAD,
            Role.COUNTY_CLERK,
            Role.COUNTY_REVIEWER,
            Role.COUNTY_HEAD,
            Role.AUDITOR);

    static final List<Role> ANSWERERS = List.of(Role.COUNTY_CLERK, Role.COUNTY_REVIEWER, Role.COUNTY_HEAD);

    private final CurrentOfficer currentOfficer;
    private final EvidenceService evidence;

    AssistanceOfficers(CurrentOfficer currentOfficer, EvidenceService evidence) {
        this.currentOfficer = currentOfficer;
        this.evidence = evidence;
    }

    SignedInOfficer officer() {
        return currentOfficer.require();
    }

    static DivisionScope scope(SignedInOfficer officer) {
        return officer.scope(READERS);
    }

    /** @throws AccessDeniedException for whoever reads nothing here */
    DivisionScope requireScope() {
        var scope = scope(officer());
        if (scope.isEmpty()) {
            throw new AccessDeniedException("reads no assistance");
        }
        return scope;
    }

    /** Where the officer sees funds: the own division, for finance the county. */
    static DivisionScope fundScope(SignedInOfficer officer) {
        return with(officer, Department.FINANCE);
    }

    private static DivisionScope with(SignedInOfficer officer, Department department) {
        var divisions = new ArrayList<>(scope(officer).roots());
        officer.posts().stream()
                .filter(post -> post.office().department() == department)
                .forEach(post -> divisions.add(post.division()));
        return DivisionScope.of(divisions);
    }

    /** Where the officer sees requests for reimbursement: the own division, for the medical insurance the county. */
    static DivisionScope reimbursementScope(SignedInOfficer officer) {
        return with(officer, Department.MEDICAL_INSURANCE);
    }

    /** Who answers requests for reimbursement. */
    Optional<Actor> insurer(DivisionCode division) {
        return officer().postFor(Department.MEDICAL_INSURANCE, division).map(officer()::actorIn);
    }

    /** Who opens batches and allocates. */
    Optional<Actor> allocator(DivisionCode county) {
        return officer().postFor(Role.COUNTY_CLERK, county).map(officer()::actorIn);
    }

    /** Who records payments: the county's finance department. */
    Optional<Actor> payer(DivisionCode county) {
        return officer().postFor(Department.FINANCE, county).map(officer()::actorIn);
    }

    Optional<Actor> answerer(DivisionCode county) {
        return officer().actorIn(ANSWERERS, county);
    }

    /** In the first of these roles that the officer holds for the division. */
    Actor actor(DivisionCode division, Role... roles) {
        return officer()
                .actorIn(List.of(roles), division)
                .orElseThrow(() -> new AccessDeniedException("no such post for " + division));
    }

    boolean may(Predicate<Role> role) {
        return officer().roles().stream().anyMatch(role);
    }

    /**
     * Takes in what was uploaded and makes it part of a dossier.
     *
     * @param errors gets what could not be taken in
     */
    List<UUID> keep(
            @Nullable List<MultipartFile> files,
            UUID dossier,
            DivisionCode division,
            String field,
            List<FieldError> errors)
            throws IOException {
        var ids = new ArrayList<UUID>();
        for (var file : Objects.requireNonNullElse(files, List.<MultipartFile>of())) {
            if (file.isEmpty()) {
                continue;
            }
            var name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            var receipt = evidence.receive(officer(), name, file::getInputStream);
            if (receipt instanceof EvidenceService.Receipt.Kept kept) {
                ids.add(kept.item().id());
            } else if (receipt instanceof EvidenceService.Receipt.Refused refused) {
                errors.add(new FieldError(field, refused.message()));
            }
        }
        if (errors.isEmpty() && !ids.isEmpty()) {
            evidence.attach(ids, officer().id(), new CaseId(dossier), division);
        }
        return ids;
    }
}
