package cn.bangfu.household.web;

import cn.bangfu.access.Divisions;
import cn.bangfu.access.Role;
import cn.bangfu.household.HealthState;
import cn.bangfu.household.Household;
import cn.bangfu.household.HouseholdFileSection;
import cn.bangfu.household.HouseholdMember;
import cn.bangfu.household.Households;
import cn.bangfu.household.UnmaskLog;
import cn.bangfu.household.Unmasking;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.shared.ChinaTime;
import cn.bangfu.shared.HouseholdId;
import cn.bangfu.shared.MemberId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The file of one household: what the register holds, and the sections of the other features. */
@Controller
@RequestMapping("/households/{id}")
class HouseholdFileController {

    /** A member as the page shows it. */
    record MemberLine(
            String id,
            String name,
            String relation,
            String sex,
            int age,
            String identityNumber,
            String ethnicity,
            String health,
            String labour,
            String schooling,
            String insured,
            String state) {}

    /** One past change. */
    record ChangeLine(String at, String what, String by, String reason) {}

    /** @param value what the form sends: a field, and behind a colon the member */
    record Choice(String value, String label) {}

    private final Readers readers;
    private final Households households;
    private final Divisions divisions;
    private final Unmasking unmasking;
    private final UnmaskLog unmaskLog;
    private final LegalClock clock;
    private final List<HouseholdFileSection> sections;

    HouseholdFileController(
            Readers readers,
            Households households,
            Divisions divisions,
            Unmasking unmasking,
            UnmaskLog unmaskLog,
            LegalClock clock,
            ObjectProvider<HouseholdFileSection> sections) {
        this.readers = readers;
        this.households = households;
        this.divisions = divisions;
        this.unmasking = unmasking;
        this.unmaskLog = unmaskLog;
        this.clock = clock;
        this.sections = sections.stream()
                .sorted(Comparator.comparingInt(HouseholdFileSection::order))
                .toList();
    }

    @GetMapping
    String file(@PathVariable String id, Model model) {
        return show(require(id), model);
    }

    /** One that the officer may see; any other is answered as if it were not there. */
    private Household require(String id) {
        try {
            var scope = readers.fileScope();
            return households
                    .find(HouseholdId.of(id))
                    .filter(found -> scope.covers(found.village()))
                    .orElseThrow(HouseholdFileController::notFound);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** Answers with the page itself, not with a redirect: the number is in this one answer and nowhere else. */
    @PostMapping("/unmask")
    String unmask(
            @PathVariable String id,
            @RequestParam String what,
            @RequestParam(defaultValue = "") String reason,
            Model model) {
        var household = require(id);
        var post = readers.postFor(household).orElseThrow(() -> new AccessDeniedException("no post for the household"));
        var parts = what.split(":", 2);
        try {
            var field = Unmasking.Field.valueOf(parts[0]);
            var member = parts.length == 2 ? MemberId.of(parts[1]) : null;
            var outcome = unmasking.show(
                    household.id(), field, member, reason, readers.officer().actorIn(post));
            if (outcome instanceof Unmasking.Outcome.Shown shown) {
                model.addAttribute("shown", shown);
            } else if (outcome instanceof Unmasking.Outcome.Refused refused) {
                model.addAttribute("unmaskProblem", refused.message());
                model.addAttribute("what", what);
            }
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return show(household, model);
    }

    private String show(Household household, Model model) {
        var today = clock.today();
        var officer = readers.officer();
        model.addAttribute("household", household);
        model.addAttribute("path", divisions.fullPath(household.village()));
        model.addAttribute("words", divisions.words(household.village()));
        var statuses = households.policyStatuses(household.id());
        model.addAttribute("statuses", statuses);
        model.addAttribute(
                "members",
                household.members().stream().map(member -> line(member, today)).toList());
        model.addAttribute("choices", choices(household));
        model.addAttribute(
                "sections",
                sections.stream()
                        .flatMap(section -> section.of(household, officer).stream())
                        .toList());
        model.addAttribute(
                "changes",
                households.changes(household.id()).stream()
                        .limit(200)
                        .map(change -> new ChangeLine(
                                ChinaTime.tableMinute(change.at()),
                                nameOf(household, change.member())
                                                .map(name -> name + ":")
                                                .orElse("") + change.field() + " " + arrow(change.from(), change.to()),
                                change.by() == null ? "系统" : change.by(),
                                change.reason() == null ? "" : change.reason()))
                        .toList());
        if (officer.has(Role.AUDITOR)) {
            model.addAttribute(
                    "looks",
                    unmaskLog.of(household.id()).stream()
                            .map(look -> new ChangeLine(
                                    ChinaTime.tableMinute(look.at()),
                                    nameOf(household, look.member())
                                                    .map(name -> name + ":")
                                                    .orElse("")
                                            + look.field().label(),
                                    look.by(),
                                    look.reason()))
                            .toList());
        }
        return "household/file";
    }

    private static Optional<String> nameOf(Household household, @Nullable MemberId id) {
        return household.members().stream()
                .filter(member -> member.id().equals(id))
                .map(member -> member.name().value())
                .findFirst();
    }

    private static String arrow(String from, String to) {
        return from.isEmpty() ? to : from + " → " + (to.isEmpty() ? "（无）" : to);
    }

    private static List<Choice> choices(Household household) {
        var choices = household.members().stream()
                .map(member -> new Choice(
                        Unmasking.Field.IDENTITY_NUMBER + ":" + member.id(),
                        member.name().value() + "的证件号码"))
                .collect(Collectors.toList());
        if (household.phone() != null) {
            choices.add(new Choice(Unmasking.Field.PHONE.name(), "本户联系电话"));
        }
        if (household.account() != null) {
            choices.add(new Choice(Unmasking.Field.ACCOUNT.name(), "本户银行账号"));
        }
        return choices;
    }

    private static MemberLine line(HouseholdMember member, LocalDate today) {
        var died = member.diedOn();
        var left = member.leftOn();
        var insured = member.insured();
        var labour = member.labour();
        return new MemberLine(
                member.id().toString(),
                member.name().value(),
                member.relation(),
                member.sex().label(),
                member.ageOn(died == null ? today : died),
                member.identityNumber().masked(),
                member.ethnicity() == null ? "" : member.ethnicity(),
                member.health().stream().sorted().map(HealthState::label).collect(Collectors.joining("、")),
                labour == null ? "" : labour.label(),
                member.schooling() == null ? "" : member.schooling(),
                insured == null ? "" : insured ? "是" : "否",
                died != null ? died + "去世" : left != null ? left + "离开" : "");
    }
}
