package cn.bangfu.process.gateway;

import cn.bangfu.access.Actor;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Role;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.audit.Trail;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.DivisionCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Cases, for those in whose division they lie. A department sees of a case the steps that are its own. */
@Service
public class CaseFiles {

    private static final Set<Role> READERS =
            Arrays.stream(Role.values()).filter(Role::readsPersonal).collect(Collectors.toUnmodifiableSet());

    private final Cases cases;
    private final TaskLists tasks;
    private final Trail trail;
    private final CurrentOfficer currentOfficer;

    CaseFiles(Cases cases, TaskLists tasks, Trail trail, CurrentOfficer currentOfficer) {
        this.cases = cases;
        this.tasks = tasks;
        this.trail = trail;
        this.currentOfficer = currentOfficer;
    }

    /** Empty if there is no such case, or not for this officer. */
    @Transactional(readOnly = true)
    public Optional<CaseFile> find(CaseId caseId) {
        var officer = currentOfficer.require();
        return cases.find(caseId)
                .filter(found -> officer.scope(READERS).covers(found.village()))
                .map(found -> new CaseFile(
                        caseId,
                        found.caseNumber(),
                        cases.summary(caseId, reader(officer, found.village())),
                        tasks.of(caseId),
                        trail.of(caseId)));
    }

    private static Actor reader(SignedInOfficer officer, DivisionCode village) {
        return officer.posts().stream()
                .filter(post -> READERS.contains(post.role()) && post.division().contains(village))
                .findFirst()
                .map(officer::actorIn)
                .orElseThrow();
    }
}
