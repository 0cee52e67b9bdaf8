package cn.bangfu.notice;

import static cn.bangfu.notice.DeliveryProof.CALL_RECORD;
import static cn.bangfu.notice.DeliveryProof.PHOTOGRAPH;
import static cn.bangfu.notice.DeliveryProof.SIGNATURE;
import static cn.bangfu.notice.DeliveryProof.SLIP;

import cn.bangfu.paper.PaperKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a household is handed, and by what it may be proved (rules.md annex B). */
public enum DeliveryKind {
    RECEIPT("申请受理回执", PaperKind.RECEIPT, false, SLIP, SIGNATURE, CALL_RECORD),
    CORRECTION_LIST("补正材料通知书", PaperKind.CORRECTION, false, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    NON_ACCEPTANCE("不予受理告知书", PaperKind.NON_ACCEPTANCE, true, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    ROUTING_ANSWER("书面答复", PaperKind.ROUTING_ANSWER, true, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    /** Before it is used against the household. */
    ADVERSE_FINDING("比对疑点告知和说明", PaperKind.FINDINGS, true, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    BEFORE_NOTICE("公示内容事先告知书", PaperKind.BEFORE_NOTICE, false, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    ENTERED("纳入告知书", PaperKind.ENTERED, true, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    REFUSED("不予纳入告知书", PaperKind.REFUSED, true, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    /** The step that hands over a plan needs no task; where the officer changes later, there is one. */
    ASSISTANCE("帮扶明白纸", PaperKind.PLAN, false, SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    PAYMENT("发放通知单", PaperKind.PAYMENT, false, SLIP, SIGNATURE),
    RECHECK_ANSWER("复核决定书", PaperKind.RECHECK_ANSWER, true, SIGNATURE, PHOTOGRAPH, CALL_RECORD);

    private final String label;
    private final PaperKind paper;
    private final boolean handedOverByStep;
    private final Set<DeliveryProof> proofs;

    DeliveryKind(String label, PaperKind paper, boolean handedOverByStep, DeliveryProof... proofs) {
        this.label = label;
        this.paper = paper;
        this.handedOverByStep = handedOverByStep;
        this.proofs = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(proofs)));
    }

    public String label() {
        return label;
    }

    public PaperKind paper() {
        return paper;
    }

    /** Whether a step of the case's own procedure hands it over; what none does gets a task of its own. */
    public boolean isHandedOverByStep() {
        return handedOverByStep;
    }

    public Set<DeliveryProof> proofs() {
        return proofs;
    }
}
