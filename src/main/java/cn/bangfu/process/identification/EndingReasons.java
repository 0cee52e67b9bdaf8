package cn.bangfu.process.identification;

import static cn.bangfu.process.identification.HouseholdIdentification.Elements;

import cn.bangfu.identification.CaseEndings;
import cn.bangfu.identification.CaseOutcome;
import cn.bangfu.shared.CaseId;
import org.springframework.stereotype.Component;

/** Why a case ended, in the words of who ended it. */
@Component
class EndingReasons {

    private final EarlierAnswers earlier;
    private final CaseEndings endings;
    private final CaseFacts facts;

    EndingReasons(EarlierAnswers earlier, CaseEndings endings, CaseFacts facts) {
        this.earlier = earlier;
        this.endings = endings;
        this.facts = facts;
    }

    String of(CaseId id, CaseOutcome outcome) {
        return switch (outcome) {
            case NO_RISK -> earlier.text(id, Elements.CLOSE_CLUE, "opinion");
            case DECLINED -> earlier.firstText(id, "declineReason", Elements.CORRECT_APPLICATION, Elements.VERIFY_CLUE);
            case NOT_ACCEPTED -> earlier.text(id, Elements.DECIDE_NON_ACCEPTANCE, "reason");
            case POLICY_CONTINUES, ALREADY_MONITORED -> earlier.text(id, Elements.ANSWER_ROUTING, "answer");
            case OTHER_PLACE -> earlier.text(id, Elements.ANSWER_ROUTING, "answer");
            case ROLLED_BACK -> earlier.text(id, Elements.VERIFY_ELIMINATION, "reason");
            case RELIEF_SUFFICED -> earlier.text(id, Elements.COUNTERSIGN_RELIEF_SUFFICED, "reason");
            case REFUSED -> facts.refusalReason(id);
            case WITHDRAWN, DISSOLVED -> endings.reason(id).orElse("—");
            case ASSISTED -> "已纳入监测，帮扶措施已落实到户";
        };
    }
}
