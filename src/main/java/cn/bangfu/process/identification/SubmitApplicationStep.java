package cn.bangfu.process.identification;

import cn.bangfu.access.Role;
import cn.bangfu.household.Households;
import cn.bangfu.identification.ApplicationService;
import cn.bangfu.identification.CaseService;
import cn.bangfu.policy.Channel;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.process.gateway.Answers;
import cn.bangfu.process.gateway.StartContext;
import cn.bangfu.process.gateway.StartResult;
import cn.bangfu.process.gateway.StartStep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 新申报: the household's own application, received by village or town. */
@Component
class SubmitApplicationStep implements StartStep {

    private final Households households;
    private final ApplicationPart part;
    private final CaseService caseService;
    private final ApplicationService applications;
    private final LegalClock clock;
    private final ReceiptPart receipt;

    SubmitApplicationStep(
            Households households,
            ApplicationPart part,
            CaseService caseService,
            ApplicationService applications,
            LegalClock clock,
            ReceiptPart receipt) {
        this.households = households;
        this.part = part;
        this.caseService = caseService;
        this.applications = applications;
        this.clock = clock;
        this.receipt = receipt;
    }

    @Override
    public String element() {
        return HouseholdIdentification.Elements.HOUSEHOLD_APPLICATION;
    }

    @Override
    public String processKey() {
        return HouseholdIdentification.PROCESS_KEY;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.VILLAGE_CLERK, Role.TOWN_CLERK);
    }

    @Override
    public boolean takesNewHousehold() {
        return true;
    }

    @Override
    public Map<String, @Nullable Object> prefill(StartContext context) {
        var household = context.household();
        if (household != null) {
            return part.prefill(households.require(household));
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.putAll(part.prefillNew(context.actor()));
        return values;
    }

    @Override
    public StartResult submit(StartContext context, Answers answers) {
        var objections = part.objections(context.household(), answers);
        if (!objections.isEmpty()) {
            return new StartResult.Refused(objections);
        }
        var applying = part.register(context.household(), answers, context.actor());
        if (applying instanceof ApplicationPart.Applying.Refused refused) {
            return new StartResult.Refused(refused.errors());
        }
        var household = ((ApplicationPart.Applying.Known) applying).household();
        var opening = caseService.open(household, Channel.APPLICATION, part.risks(answers), context.actor());
        var opened = opening.opened();
        if (opening instanceof CaseService.Opening.Existing) {
            return StartResult.refused(
                    "",
                    "该户已有在办案件 %s（当前环节：%s），一户同时只办一件。请在“待办”中继续办理该案。"
                            .formatted(opened.number(), opened.state().label()));
        }
        applications.receive(opened.id(), part.consents(household, answers), context.actor());
        answers.findText("relativesInOffice")
                .ifPresent(said -> applications.declareRelatives(opened.id(), said.equals("YES")));
        receipt.record(opened.id(), answers, context.actor());
        caseService.begin(opened);
        return new StartResult.Started(opened.id(), household);
    }
}
