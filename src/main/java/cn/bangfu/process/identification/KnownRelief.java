package cn.bangfu.process.identification;

import cn.bangfu.assistance.FundService;
import cn.bangfu.assistance.HouseholdSupport;
import cn.bangfu.assistance.HouseholdSupport.Received;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.shared.ChinaTime;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is on record of relief and pay-outs, so that it lowers the rigid expenditure that the visit writes down (rules.md 1.2). */
@Component
class KnownRelief {

    private static final Map<String, String> KINDS = Map.of(
            "EMERGENCY", "应急救助",
            "TEMPORARY", "临时救助",
            "MEDICAL", "医疗救助",
            "INSURANCE", "保险赔付",
            "EDUCATION", "教育救助",
            "DISASTER", "灾害救助",
            "CHARITY", "慈善救助",
            "OTHER", "其他救助");

    /** May be taken off the bills that the visit counts already. */
    private static final Set<String> MEDICAL = Set.of("MEDICAL", "INSURANCE");

    private static final int LONGEST = 2000;

    private final HouseholdSupport support;
    private final EarlierAnswers earlier;

    KnownRelief(HouseholdSupport support, EarlierAnswers earlier) {
        this.support = support;
        this.earlier = earlier;
    }

    /** @param since first day of the income window; what came after its end counts as well */
    List<Received> of(IdentificationCase visited, LocalDate since) {
        var received = new ArrayList<>(support.received(visited.household(), since));
        if (earlier.firstOf(visited.id(), HouseholdIdentification.Elements.DELIVER_RELIEF)
                        .get("reliefs")
                instanceof List<?> rows) {
            for (var row : rows) {
                if (row instanceof Map<?, ?> relief) {
                    received.addAll(delivered(relief));
                }
            }
        }
        return received;
    }

    private static List<Received> delivered(Map<?, ?> relief) {
        var kind = String.valueOf(relief.get("kind"));
        var amount = String.valueOf(relief.get("amount"));
        var paidOn = String.valueOf(relief.get("paidOn"));
        return amount.matches("\\d{1,12}(\\.\\d{1,2})?") && paidOn.matches("\\d{4}-\\d{2}-\\d{2}")
                ? List.of(new Received(
                        LocalDate.parse(paidOn),
                        KINDS.getOrDefault(kind, "救助"),
                        new BigDecimal(amount),
                        MEDICAL.contains(kind)))
                : List.of();
    }

    /** What is surely not taken off anything yet; none if there is nothing. */
    static @Nullable BigDecimal toDeduct(List<Received> received) {
        var sum = received.stream()
                .filter(one -> !one.medical())
                .map(Received::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.signum() == 0 ? null : sum;
    }

    static String said(List<Received> received) {
        var text = received.isEmpty()
                ? "没有"
                : received.stream()
                        .map(one -> ChinaTime.day(one.on()) + one.what() + FundService.yuan(one.amount()) + "元")
                        .collect(Collectors.joining("；"));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
