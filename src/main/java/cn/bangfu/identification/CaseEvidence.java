package cn.bangfu.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.audit.Trail;
import cn.bangfu.audit.TrailEvent;
import cn.bangfu.evidence.EvidenceItem;
import cn.bangfu.evidence.EvidenceService;
import cn.bangfu.shared.CaseId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files of a case besides those that a form asks for: what somebody brings later, or photographs at the door. */
@Service
public class CaseEvidence {

    private static final int MOST = 30;

    private final IdentificationCases cases;
    private final EvidenceService evidence;
    private final Trail trail;

    CaseEvidence(IdentificationCases cases, EvidenceService evidence, Trail trail) {
        this.cases = cases;
        this.evidence = evidence;
        this.trail = trail;
    }

    /** What came of it. */
    public sealed interface Outcome {

        record Added(List<EvidenceItem> files) implements Outcome {}

        /** @param message in Chinese */
        record Refused(String message) implements Outcome {}
    }

    /**
     * Makes uploaded files part of the case, for good.
     *
     * @param said what they are
     */
    @Transactional
    public Outcome add(CaseId id, Collection<UUID> files, String said, Actor actor) {
        var found = cases.require(id);
        var what = said.strip();
        if (!found.isOpen()) {
            return new Outcome.Refused("案件已办结，不能再补充材料。");
        }
        if (files.isEmpty() || files.size() > MOST) {
            return new Outcome.Refused("请选择1至" + MOST + "份照片或扫描件。");
        }
        if (what.length() < 2 || what.length() > 200) {
            return new Outcome.Refused("请写明是什么材料，2到200个字，例如“住院结算单”。");
        }
        var faults = evidence.faults(files, actor.officer(), id);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults.values().iterator().next());
        }
        var attached = evidence.attach(Set.copyOf(files), actor.officer(), id, found.village());
        trail.append(TrailEvent.of("evidence.added", id, found.household(), actor)
                .with("reason", what)
                .with(
                        "evidence",
                        attached.stream().map(file -> file.id().toString()).toList())
                .with("files", attached.stream().map(EvidenceItem::sha256).toList()));
        return new Outcome.Added(attached);
    }
}
