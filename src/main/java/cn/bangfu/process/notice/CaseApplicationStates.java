package cn.bangfu.process.notice;

import cn.bangfu.access.Divisions;
import cn.bangfu.household.Household;
import cn.bangfu.household.Households;
import cn.bangfu.identification.CaseTerms;
import cn.bangfu.identification.IdentificationCase;
import cn.bangfu.identification.IdentificationCases;
import cn.bangfu.notice.ApplicationStates;
import cn.bangfu.notice.DeliveryService;
import cn.bangfu.notice.Notices;
import cn.bangfu.notice.PublicNotice;
import cn.bangfu.shared.CaseId;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.PersonName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From the case, for the household itself: where it stands and what comes next, in plain words and without any finding. */
@Component
class CaseApplicationStates implements ApplicationStates {

    private final IdentificationCases cases;
    private final Households households;
    private final CaseTerms terms;
    private final Notices notices;
    private final DeliveryService deliveries;
    private final Divisions divisions;

    CaseApplicationStates(
            IdentificationCases cases,
            Households households,
            CaseTerms terms,
            Notices notices,
            DeliveryService deliveries,
            Divisions divisions) {
        this.cases = cases;
        this.households = households;
        this.terms = terms;
        this.notices = notices;
        this.deliveries = deliveries;
        this.divisions = divisions;
    }

    @Override
    public Optional<State> find(CaseId caseId, String secret) {
        return cases.find(caseId).flatMap(found -> {
            var household = households.require(found.household());
            return isOwn(household, secret) ? Optional.of(state(found, household)) : Optional.empty();
        });
    }

    /** All are compared, each in the same time whatever was typed. */
    private static boolean isOwn(Household household, String typed) {
        var secret = typed.replaceAll("[\\s\\-－—]", "").toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        var own = new ArrayList<String>();
        household.belonging().forEach(member -> own.add(member.identityNumber().value()));
        if (household.phone() != null) {
            own.add(household.phone().value());
        }
        var found = false;
        for (var number : own) {
            found |= MessageDigest.isEqual(number.getBytes(StandardCharsets.UTF_8), secret);
        }
        return found;
    }

    private State state(IdentificationCase of, Household household) {
        var words = divisions.words(of.village());
        var outcome = of.outcome();
        return new State(
                of.number().toString(),
                divisions.path(of.village()),
                new PersonName(household.headName()).masked(),
                words.say(outcome == null ? of.state().label() : "已办结：" + outcome.label()),
                lines(of).stream().map(words::say).toList());
    }

    private List<String> lines(IdentificationCase of) {
        var lines = new ArrayList<String>();
        if (of.isOpen()) {
            lines.add(
                    switch (of.state()) {
                        case CLUE -> "村里会有人上门了解情况。";
                        case ACCEPTANCE -> "正在看材料是否齐全，缺材料会书面告诉您补什么、什么时候前补。";
                        case ROUTING, RELIEF -> "正在确定怎样办理；急需救助的先救助。";
                        case ASSESSMENT -> "至少两人会到家里核实，请准备好收入和支出的凭据。";
                        case VILLAGE_REVIEW -> "等村里召开评议会。";
                        case TOWN_REVIEW -> "乡镇正在审核。";
                        case NOTICE -> "在村里和乡镇公示，公示期满后报县级。";
                        case COUNTY_CONFIRMATION -> "县级正在审定。";
                        case ASSISTANCE -> "已经纳入，正在安排帮扶，帮扶责任人会与您联系。";
                        case CLOSED -> "已办结。";
                    });
            notices.newest(of.id())
                    .filter(PublicNotice::isOpen)
                    .ifPresent(notice -> lines.add("公示到" + ChinaTime.end(notice.legalEnd()) + "止。"));
            terms.lastDay(of).ifPresent(day -> lines.add("按规定最迟" + ChinaTime.day(day) + "前办结（停下来等材料、等救助、核查异议的天数另算）。"));
        } else if (of.outcome() != null && of.outcome().recheckable()) {
            lines.add("不同意的，可以在告知书写明的期限内向上一级申请复核；情况变化了可以随时再申请。");
        }
        deliveries
                .owed(of.id())
                .forEach(owed -> lines.add("还要送给您：" + owed.kind().label() + "。"));
        return lines;
    }
}
