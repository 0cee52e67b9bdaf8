package cn.bangfu.process.engine;

import cn.bangfu.access.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
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

    private static final String ENGINE = "engine/engine/default/";
    private static final Set<Viewer> EVERYBODY = EnumSet.allOf(Viewer.class);
    private static final Set<Viewer> OFFICIALS = EnumSet.of(Viewer.OFFICIAL);
    private static final Set<Viewer> COCKPIT = EnumSet.of(Viewer.AUDITOR, Viewer.PROCESS_OWNER);
    private static final Set<Viewer> ADMIN = EnumSet.of(Viewer.ADMINISTRATOR);

    private static final List<Rule> RULES = rules();

    private GateRules() {}

    static boolean allows(Collection<String> groups, String method, String path) {
        var viewers = viewers(groups);
        return RULES.stream().anyMatch(rule -> rule.allows(viewers, method, path));
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

        // All applications: who am I, sign out, the applications' own files.
        allow(rules, EVERYBODY, "GET", "engine/engine/", "engine/engine");
        allow(rules, EVERYBODY, "GET", "admin/auth/user/default");
        allow(rules, EVERYBODY, "POST", "admin/auth/user/default/logout");
        for (var app : List.of("tasklist", "cockpit", "admin", "welcome")) {
            allow(rules, EVERYBODY, "GET", app + "/plugin/*/static/**");
        }
        allow(rules, EVERYBODY, "GET", ENGINE + "user/*/profile", ENGINE + "identity/groups");

        // Tasklist.
        allow(rules, OFFICIALS, "GET", ENGINE + "filter", ENGINE + "filter/count", ENGINE + "filter/*");
        allow(rules, OFFICIALS, "OPTIONS", ENGINE + "filter", ENGINE + "filter/*");
        allow(rules, OFFICIALS, "GET", ENGINE + "filter/*/count", ENGINE + "filter/*/list");
        allow(rules, OFFICIALS, "POST", ENGINE + "filter/*/count", ENGINE + "filter/*/list");
        allow(rules, OFFICIALS, "GET", ENGINE + "task/*", ENGINE + "task/*/form", ENGINE + "task/*/deployed-form");
        allow(rules, OFFICIALS, "GET", ENGINE + "task/*/form-variables", ENGINE + "task/*/identity-links");
        allow(
                rules,
                OFFICIALS,
                "POST",
                ENGINE + "task/*/submit-form",
                ENGINE + "task/*/claim",
                ENGINE + "task/*/unclaim");
        allow(rules, OFFICIALS, "GET", ENGINE + "process-definition/*", ENGINE + "process-definition/*/xml");

        // Cockpit: looking only, and only for who may see the whole installation (OfficerGroups).
        allow(rules, COCKPIT, "GET", ENGINE + "version");
        return List.copyOf(rules);
    }

    private static void allow(List<Rule> rules, Set<Viewer> viewers, String method, String... templates) {
        Arrays.stream(templates).forEach(template -> rules.add(new Rule(viewers, method, pattern(template))));
    }

    /** {@code *} stands for one segment of a path, {@code **} for all the rest. */
    private static Pattern pattern(String template) {
        var regex = new StringBuilder();
        for (var part : template.split("(?=\\*\\*)|(?<=\\*\\*)|(?<!\\*)(?=\\*(?!\\*))|(?<=[^*]\\*)(?!\\*)")) {
            regex.append(
                    switch (part) {
                        case "*" -> "[^/]+";
                        case "**" -> ".+";
                        default -> Pattern.quote(part);
                    });
        }
        return Pattern.compile(regex.toString());
    }

    private record Rule(Set<Viewer> viewers, String method, Pattern path) {

        boolean allows(Set<Viewer> asking, String askedMethod, String askedPath) {
            return method.equals(askedMethod)
                    && asking.stream().anyMatch(viewers::contains)
                    && path.matcher(askedPath).matches();
        }
    }
}
