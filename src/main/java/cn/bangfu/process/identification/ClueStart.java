package cn.bangfu.process.identification;

import cn.bangfu.household.Households;
import cn.bangfu.identification.ClueService;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.RiskCause;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.StartContext;
import cn.bangfu.process.gateway.StartResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the two ways of reporting a clue have in common. */
@Component
class ClueStart {

    private final Households households;
    private final ClueService clues;

    ClueStart(Households households, ClueService clues) {
        this.households = households;
        this.clues = clues;
    }

    Map<String, @Nullable Object> prefill(StartContext context) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("foundBy", context.actor().name());
        var id = context.household();
        if (id != null) {
            var household = households.require(id);
            var phone = household.phone();
            values.put("contactPhone", phone == null ? null : phone.value());
            values.put("person", household.headName());
        }
        return values;
    }

    StartResult report(StartContext context, Answers answers, Channel channel) {
        var household = context.household();
        if (household == null) {
            return StartResult.refused("", "请先查找并选定农户。名册里没有的户，请用“农户申请”登记，登记时会新增这一户。");
        }
        var risks = answers.choices("risks", RiskCause.class);
        if (risks.contains(RiskCause.OTHER) && !answers.has("otherRisk")) {
            return StartResult.refused("otherRisk", "选了“其他”，请写明是什么困难。");
        }
        var opening = clues.report(household, channel, risks, context.actor());
        return new StartResult.Started(opening.opened().id(), household);
    }
}
