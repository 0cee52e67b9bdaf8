package cn.bangfu.policy.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.SignedInOfficer;
import cn.bangfu.policy.CountyParameters;
import cn.bangfu.policy.IncomeLines;
import cn.bangfu.policy.LegalClock;
import cn.bangfu.policy.Parameter;
import cn.bangfu.policy.ParameterChangeService;
import cn.bangfu.policy.ParameterSet;
import cn.bangfu.policy.Parameters;
import cn.bangfu.policy.Setting;
import cn.bangfu.policy.TrainingTime;
import cn.bangfu.policy.WorkCalendars;
import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Read only. Every signed-in officer may read the rules of a county in which a post is held. */
@Controller
class ParametersController {

    /** One table of the page. */
    record Group(String title, List<Parameter<?>> parameters) {}

    static final List<Group> GROUPS = List.of(
            new Group(
                    "纳入判定",
                    List.of(
                            Parameters.CATEGORIES,
                            Parameters.ENJOYING_POLICY_MAY_ENTER,
                            Parameters.RESIDENCY_NEEDED,
                            Parameters.RELIEF_MODE,
                            Parameters.RELIEF_CAUSES,
                            Parameters.LINE_BASIS,
                            Parameters.RIGID_EXCESS_AMOUNT,
                            Parameters.RIGID_EXCESS_SHARE,
                            Parameters.INCOME_DROP_PERCENT,
                            Parameters.INCOME_WINDOW_MONTHS,
                            Parameters.FINDINGS_VALID_MONTHS)),
            new Group(
                    "办理时限",
                    List.of(
                            Parameters.TOTAL_LIMIT,
                            Parameters.ACCEPTANCE_LIMIT,
                            Parameters.VISIT_LIMIT,
                            Parameters.REVIEW_LIMIT,
                            Parameters.TOWN_LIMIT,
                            Parameters.COUNTY_LIMIT,
                            Parameters.CORRECTION_LIMIT,
                            Parameters.RELIEF_WAIT_MAX,
                            Parameters.OBJECTION_LIMIT,
                            Parameters.DEPARTMENT_LATE_LIMIT,
                            Parameters.REFUSAL_LIMIT,
                            Parameters.RECHECK_ASK_LIMIT,
                            Parameters.RECHECK_LIMIT)),
            new Group(
                    "公示",
                    List.of(
                            Parameters.NOTICE_LEVELS,
                            Parameters.NOTICE_PLACES,
                            Parameters.NOTICE_TERM,
                            Parameters.OBJECTION_EXTENDS_NOTICE,
                            Parameters.NAME_ON_BOARD,
                            Parameters.NAME_ON_WEB,
                            Parameters.FUND_NOTICE_LEVELS)),
            new Group(
                    "走访与帮扶",
                    List.of(
                            Parameters.VISITORS_MINIMUM,
                            Parameters.FIRST_MEASURE_LIMIT,
                            Parameters.FIRST_MEASURE_ALARM,
                            Parameters.RELIEF_FOLLOW_UP_MONTHS,
                            Parameters.STABLE_INCOME_MONTHS,
                            Parameters.FOLLOW_UP_MONTHS_BEFORE,
                            Parameters.FOLLOW_UP_MONTHS_AFTER,
                            Parameters.HEAD_VISITS_A_YEAR,
                            Parameters.DEPUTY_VISITS_A_QUARTER,
                            Parameters.OFFICER_HOUSEHOLDS_MAXIMUM,
                            Parameters.DELIVERY_LIMIT,
                            Parameters.INSPECTION_LIMIT,
                            Parameters.HANDOVER_LIMIT,
                            Parameters.PROCEDURE_OWED_LIMIT,
                            Parameters.TEAM_MINIMUM)));

    /**
     * One line of a table.
     *
     * @param state good where it stands in the county's paper, warn where it waits for confirmation, bad where it is unset
     */
    record Row(String name, String label, String value, String source, String state, String stateLabel) {}

    record Table(String title, List<Row> rows) {}

    record County(String code, String name) {}

    private final CurrentOfficer currentOfficer;
    private final Divisions divisions;
    private final CountyParameters parameters;
    private final IncomeLines incomeLines;
    private final WorkCalendars calendars;
    private final LegalClock clock;
    private final TrainingTime training;
    private final ParameterChangeService changes;

    ParametersController(
            CurrentOfficer currentOfficer,
            Divisions divisions,
            CountyParameters parameters,
            IncomeLines incomeLines,
            WorkCalendars calendars,
            LegalClock clock,
            TrainingTime training,
            ParameterChangeService changes) {
        this.currentOfficer = currentOfficer;
        this.divisions = divisions;
        this.parameters = parameters;
        this.incomeLines = incomeLines;
        this.calendars = calendars;
        this.clock = clock;
        this.training = training;
        this.changes = changes;
    }

    @GetMapping("/parameters")
    String parameters(@RequestParam(name = "county") Optional<String> wanted, Model model) {
        var counties = countiesOf(currentOfficer.require());
        var county = wanted.map(code -> among(counties, code)).orElseGet(() -> counties.get(0));
        var today = clock.today();
        var set = parameters.of(county, today);
        var words = divisions.words(county);
        model.addAttribute("counties", counties.stream().map(this::named).toList());
        model.addAttribute("county", named(county));
        model.addAttribute("set", set);
        model.addAttribute(
                "toCome",
                parameters.history(county).stream()
                        .map(ParameterSet::validFrom)
                        .filter(from -> from.isAfter(today))
                        .sorted()
                        .distinct()
                        .toList());
        model.addAttribute(
                "tables",
                GROUPS.stream()
                        .map(group -> new Table(
                                group.title(),
                                group.parameters().stream()
                                        .map(parameter -> row(set, parameter))
                                        .map(row -> new Row(
                                                row.name(),
                                                words.say(row.label()),
                                                words.say(row.value()),
                                                row.state().equals("bad") ? words.say(row.source()) : row.source(),
                                                row.state(),
                                                row.stateLabel()))
                                        .toList()))
                        .toList());
        model.addAttribute("lines", incomeLines.history(county));
        model.addAttribute("line", incomeLines.of(county, today));
        var years = new TreeSet<>(calendars.current().years());
        model.addAttribute("years", years);
        model.addAttribute("missingYear", missingYear(years, today.getYear(), today.getMonthValue()));
        model.addAttribute("waiting", ParameterChangeController.rows(changes.open(county)));
        model.addAttribute("mayPropose", ParameterChangeService.mayPropose(currentOfficer.require(), county));
        model.addAttribute("mayPublish", ParameterChangeService.mayPublish(currentOfficer.require(), county));
        model.addAttribute("training", training.active());
        model.addAttribute("mayAddYear", WorkCalendarController.mayAddYear(currentOfficer.require()));
        return "policy/parameters";
    }

    /** From November on terms reach into the next year. */
    private static @Nullable Integer missingYear(TreeSet<Integer> years, int year, int month) {
        if (!years.contains(year)) {
            return year;
        }
        return month >= 11 && !years.contains(year + 1) ? year + 1 : null;
    }

    private List<DivisionCode> countiesOf(SignedInOfficer officer) {
        return officer.posts().stream()
                .map(post -> post.division().county())
                .distinct()
                .sorted()
                .toList();
    }

    private static DivisionCode among(List<DivisionCode> counties, String code) {
        return counties.stream()
                .filter(county -> county.value().equals(code))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("no post in that county"));
    }

    private County named(DivisionCode county) {
        return new County(county.value(), divisions.fullPath(county));
    }

    private static <T> Row row(ParameterSet set, Parameter<T> parameter) {
        var setting = set.get(parameter);
        if (setting instanceof Setting.Value<T> value) {
            return new Row(
                    parameter.name(),
                    parameter.label(),
                    parameter.display(value.set()),
                    value.source(),
                    value.confirmed() ? "good" : "warn",
                    value.confirmed() ? "本县文件" : "待确认");
        }
        return new Row(
                parameter.name(), parameter.label(), "未设定", ((Setting.Unset<T>) setting).message(), "bad", "未设定");
    }
}
