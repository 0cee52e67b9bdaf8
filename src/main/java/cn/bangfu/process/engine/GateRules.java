package cn.bangfu.process.engine;

import cn.bangfu.access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who may ask the engine for what, through Camunda's applications. Everything else is refused. Found by watching the applications work;
 * {@code GateRulesTest} goes through all operations of the engine's API and all roles.
 */
final class GateRules {

    /** What the groups of an officer amount to here. */
    enum Viewer {
        OFFICIAL,
        AUDITOR,
        PROCESS_OWNER,
        ADMINISTRATOR
    }

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String NAME = "[A-Za-z0-9_.-]+";

    /** What may stand for a placeholder. Ids are told from the words that the API itself uses: {@code task/count} is no task. */
    private static final Map<String, String> PLACEHOLDERS = Map.of(
            "{id}", UUID,
            "{definition}", "(" + NAME + ":\\d+:)?" + UUID,
            "{name}", NAME,
            "{self}", "(?<self>" + NAME + ")",
            "{file}", NAME + "(/" + NAME + ")*");

    private static final String ENGINE = "engine/engine/default/";
    private static final String COCKPIT_BASE = "cockpit/plugin/base/default/";

    private static final Set<Viewer> EVERYBODY = EnumSet.allOf(Viewer.class);
    private static final Set<Viewer> OFFICIALS = EnumSet.of(Viewer.OFFICIAL);
    private static final Set<Viewer> COCKPIT = EnumSet.of(Viewer.AUDITOR, Viewer.PROCESS_OWNER);
    private static final Set<Viewer> AUDITORS = EnumSet.of(Viewer.AUDITOR);
    private static final Set<Viewer> ADMIN = EnumSet.of(Viewer.ADMINISTRATOR);

    private static final List<Rule> RULES = rules();

    private GateRules() {}

    /** @param username of who asks: {@code {self}} in a rule */
    static boolean allows(String username, Collection<String> groups, String method, String path) {
        var viewers = viewers(groups);
        return RULES.stream().anyMatch(rule -> rule.allows(username, viewers, method, path));
    }

    /** Whether it leads to the page on which the first comer makes himself administrator. */
    static boolean isSetup(String path) {
        return path.startsWith("admin/setup");
    }

    static Set<Viewer> viewers(Collection<String> groups) {
        var viewers = EnumSet.noneOf(Viewer.class);
        for (var role : Role.values()) {
            if (groups.contains(role.groupName())) {
                viewers.add(
                        switch (role) {
                            case AUDITOR -> Viewer.AUDITOR;
                            case PROCESS_OWNER -> Viewer.PROCESS_OWNER;
                            case ADMINISTRATOR -> Viewer.ADMINISTRATOR;
                            default -> Viewer.OFFICIAL;
                        });
            }
        }
        return viewers;
    }

    private static List<Rule> rules() {
        var rules = new ArrayList<Rule>();
        everybody(rules);
        tasklist(rules);
        cockpit(rules);
        admin(rules);
        return List.copyOf(rules);
    }

    /** All applications: who am I, sign out, the applications' own files. */
    private static void everybody(List<Rule> rules) {
        allow(rules, EVERYBODY, "GET", "", "engine/engine/", "engine/engine", "admin/auth/user/default");
        allow(rules, EVERYBODY, "POST", "", "admin/auth/user/default/logout");
        for (var app : List.of("tasklist", "cockpit", "admin", "welcome")) {
            allow(rules, EVERYBODY, "GET", app + "/plugin/{name}/static/", "{file}");
        }
        allow(rules, EVERYBODY, "GET", ENGINE, "user/{self}/profile");
    }

    private static void tasklist(List<Rule> rules) {
        allow(rules, OFFICIALS, "GET", ENGINE, "filter", "filter/count", "filter/{id}");
        allow(rules, OFFICIALS, "OPTIONS", ENGINE, "filter", "filter/{id}");
        allow(rules, OFFICIALS, "GET", ENGINE, "filter/{id}/count", "filter/{id}/list");
        allow(rules, OFFICIALS, "POST", ENGINE, "filter/{id}/count", "filter/{id}/list");
        allow(rules, OFFICIALS, "GET", ENGINE, "task/{id}", "task/{id}/form", "task/{id}/deployed-form");
        allow(rules, OFFICIALS, "GET", ENGINE, "task/{id}/form-variables", "task/{id}/identity-links");
        allow(rules, OFFICIALS, "POST", ENGINE, "task/{id}/submit-form", "task/{id}/claim", "task/{id}/unclaim");
        allow(
                rules,
                OFFICIALS,
                "GET",
                ENGINE,
                "process-definition/{definition}",
                "process-definition/{definition}/xml");
    }

    /** Looking only, and only for who may see the whole installation ({@link OfficerGroups}): the engine cannot scope it. */
    private static void cockpit(List<Rule> rules) {
        for (var list : List.of("process-definition", "decision-definition", "decision-requirements-definition")) {
            allow(
                    rules,
                    COCKPIT,
                    "GET",
                    ENGINE,
                    list,
                    list + "/count",
                    list + "/{definition}",
                    list + "/{definition}/xml");
        }
        allow(
                rules,
                COCKPIT,
                "GET",
                ENGINE,
                "process-definition/statistics",
                "process-definition/{definition}/statistics");
        allow(rules, COCKPIT, "GET", ENGINE, "process-definition/{definition}/static-called-process-definitions");
        allow(rules, COCKPIT, "GET", ENGINE, "case-definition/count");
        allow(rules, COCKPIT, "GET", ENGINE, "deployment", "deployment/count", "deployment/{id}");
        allow(rules, COCKPIT, "GET", ENGINE, "deployment/{id}/resources", "deployment/{id}/resources/{id}/data");
        for (var list : List.of("process-instance", "task", "job", "external-task", "incident")) {
            allow(rules, COCKPIT, "GET", ENGINE, list, list + "/count", list + "/{id}");
        }
        for (var list : List.of("process-instance", "task", "job", "external-task")) {
            allow(rules, COCKPIT, "POST", ENGINE, list, list + "/count");
        }
        allow(rules, COCKPIT, "GET", ENGINE, "process-instance/{id}/activity-instances");
        allow(rules, COCKPIT, "GET", ENGINE, "job-definition", "job-definition/count", "job-definition/{id}");
        allow(rules, COCKPIT, "GET", ENGINE, "task/report/candidate-group-count");
        allow(rules, COCKPIT, "GET", ENGINE, "batch/statistics", "batch/statistics/", "batch/statistics/count");
        allow(rules, COCKPIT, "GET", ENGINE, "history/batch", "history/batch/count");
        allow(rules, COCKPIT, "GET", ENGINE, "user", "user/count", "user/{name}/profile", "group", "group/count");
        allow(rules, COCKPIT, "POST", ENGINE, "group", "group/count");
        for (var list : List.of("process-instance", "activity-instance", "task", "incident")) {
            allow(rules, COCKPIT, "GET", ENGINE + "history/", list, list + "/count");
            allow(rules, COCKPIT, "POST", ENGINE + "history/", list, list + "/count");
        }
        allow(
                rules,
                COCKPIT,
                "GET",
                ENGINE,
                "history/process-instance/{id}",
                "history/process-definition/{definition}/statistics");

        allow(rules, AUDITORS, "GET", ENGINE, "variable-instance", "variable-instance/count");
        allow(rules, AUDITORS, "POST", ENGINE, "variable-instance", "variable-instance/count");
        allow(rules, AUDITORS, "GET", ENGINE, "history/variable-instance", "history/variable-instance/count");
        allow(rules, AUDITORS, "POST", ENGINE, "history/variable-instance", "history/variable-instance/count");
        allow(rules, AUDITORS, "GET", ENGINE, "history/user-operation", "history/user-operation/count");

        allow(
                rules,
                COCKPIT,
                "GET",
                COCKPIT_BASE,
                "process-definition/statistics",
                "process-definition/statistics-count");
        allow(rules, COCKPIT, "POST", COCKPIT_BASE, "process-definition/{definition}/called-process-definitions");
        allow(rules, COCKPIT, "POST", COCKPIT_BASE, "process-instance", "process-instance/count");
        allow(rules, COCKPIT, "POST", COCKPIT_BASE, "process-instance/{id}/called-process-instances");
        allow(rules, COCKPIT, "POST", COCKPIT_BASE, "incident/", "incident", "incident/count");
    }

    /** Looking only: officers and their posts are kept on our own pages, rights in {@link EngineGrants}. */
    private static void admin(List<Rule> rules) {
        for (var list : List.of("user", "group", "tenant", "authorization")) {
            allow(rules, ADMIN, "GET", ENGINE, list, list + "/count");
        }
        allow(rules, ADMIN, "POST", ENGINE, "group", "group/count");
        allow(
                rules,
                ADMIN,
                "OPTIONS",
                ENGINE,
                "user",
                "user/",
                "group",
                "group/",
                "tenant",
                "tenant/",
                "authorization");
        allow(rules, ADMIN, "OPTIONS", ENGINE, "user/{name}", "group/{name}", "group/{name}/members");
        allow(rules, ADMIN, "GET", ENGINE, "user/{name}/profile", "group/{name}", "authorization/check", "version");
        allow(rules, ADMIN, "GET", ENGINE, "telemetry/data");
        allow(rules, ADMIN, "GET", "", "admin/plugin/adminPlugins/default/metrics/aggregated");
    }

    private static void allow(
            List<Rule> rules, Set<Viewer> viewers, String method, String prefix, String... templates) {
        Arrays.stream(templates).forEach(template -> rules.add(new Rule(viewers, method, prefix + template)));
    }

    private record Rule(Set<Viewer> viewers, String method, String template, Pattern path) {

        Rule(Set<Viewer> viewers, String method, String template) {
            this(viewers, method, template, Pattern.compile(regex(template)));
        }

        boolean allows(String username, Set<Viewer> asking, String askedMethod, String askedPath) {
            var asked = path.matcher(askedPath);
            return method.equals(askedMethod)
                    && asking.stream().anyMatch(viewers::contains)
                    && asked.matches()
                    && (!template.contains("{self}") || asked.group("self").equals(username));
        }

        private static String regex(String template) {
            var regex = Pattern.quote(template);
            for (var placeholder : PLACEHOLDERS.entrySet()) {
                regex = regex.replace(placeholder.getKey(), "\\E" + placeholder.getValue() + "\\Q");
            }
            return regex;
        }
    }
}
