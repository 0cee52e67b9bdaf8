package cn.bangfu.process.batch;

import cn.bangfu.process.gateway.TogetherPages;
import cn.bangfu.process.identification.HouseholdIdentification.Elements;
import cn.bangfu.process.notice.PaperDelivery;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class BatchPages implements TogetherPages {

    @Override
    public Optional<String> pageOf(String element) {
        return switch (element) {
            case Elements.REVIEW_IN_VILLAGE -> Optional.of("/meetings");
            case Elements.VISIT_HOUSEHOLD -> Optional.of("/visits");
            case Elements.CORRECT_APPLICATION, Elements.DECIDE_NON_ACCEPTANCE -> Optional.of("/corrections");
            case PaperDelivery.Elements.DELIVER_PAPER -> Optional.of("/deliveries");
            default -> TogetherSteps.of(element).map(known -> "/together/" + element);
        };
    }
}
