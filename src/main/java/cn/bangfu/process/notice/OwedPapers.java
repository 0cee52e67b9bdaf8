package cn.bangfu.process.notice;

import cn.bangfu.notice.Deliveries;
import cn.bangfu.process.engine.ModelFunctions;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the model asks about what is owed: {@code ${owedPapers.kind(delivery)}}. */
@Component
public class OwedPapers implements ModelFunctions {

    private final Deliveries deliveries;

    OwedPapers(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** A constant of {@code notice.DeliveryKind}; so that the engine's history tells receipts from letters. */
    public String kind(String delivery) {
        return deliveries.find(UUID.fromString(delivery)).orElseThrow().kind().name();
    }
}
