package cn.bangfu.notice;

import static cn.bangfu.notice.DeliveryProof.CALL_RECORD;
import static cn.bangfu.notice.DeliveryProof.PHOTOGRAPH;
import static cn.bangfu.notice.DeliveryProof.SIGNATURE;
import static cn.bangfu.notice.DeliveryProof.SLIP;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a household is handed, and by what it may be proved (rules.md annex B). */
public enum DeliveryKind {
    RECEIPT("申请受理回执", SLIP, SIGNATURE, CALL_RECORD),
    CORRECTION_LIST("补正材料通知书", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    NON_ACCEPTANCE("不予受理告知书", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    ROUTING_ANSWER("书面答复", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    /** Before it is used against the household. */
    ADVERSE_FINDING("比对疑点告知和说明", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    BEFORE_NOTICE("公示内容事先告知书", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    ENTERED("纳入告知书", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    REFUSED("不予纳入告知书", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    ASSISTANCE("帮扶明白纸", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    PAYMENT("发放通知单", SLIP, SIGNATURE),
    EXIT("风险消除或终止告知书", SIGNATURE, PHOTOGRAPH, CALL_RECORD),
    RECHECK_ANSWER("复核决定书", SIGNATURE, PHOTOGRAPH, CALL_RECORD);

    private final String label;
    private final Set<DeliveryProof> proofs;

    DeliveryKind(String label, DeliveryProof... proofs) {
        this.label = label;
        this.proofs = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(proofs)));
    }

    public String label() {
        return label;
    }

    public Set<DeliveryProof> proofs() {
        return proofs;
    }
}
