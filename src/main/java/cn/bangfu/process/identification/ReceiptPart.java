package cn.bangfu.process.identification;

import cn.bangfu.access.Actor;
import cn.bangfu.notice.DeliveryKind;
import cn.bangfu.notice.DeliveryProof;
import cn.bangfu.notice.Handover;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameters;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.shared.CaseId;
import java.util.List;
import org.springframework.stereotype.Component;

/** The receipt of an application: handed over with the application, or owed until it is. */
@Component
class ReceiptPart {

    static final String KEY = "receiptGiven";

    private final OwedDeliveries owed;
    private final LegalClock clock;

    ReceiptPart(OwedDeliveries owed, LegalClock clock) {
        this.owed = owed;
        this.clock = clock;
    }

    /** A program that does not say is taken at its word that somebody stood before it. */
    void record(CaseId id, Answers answers, Actor actor) {
        if (answers.findText(KEY).orElse("YES").equals("YES")) {
            owed.handedOver(
                    id,
                    DeliveryKind.RECEIPT,
                    new Handover(clock.today(), DeliveryProof.SLIP, List.of(), answers.text("applicantName")),
                    actor);
        } else {
            owed.owe(id, DeliveryKind.RECEIPT, Parameters.ACCEPTANCE_LIMIT);
        }
    }
}
