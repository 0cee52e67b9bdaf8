package cn.bangfu.process.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expressions that a diagram may contain: a bean of the closed list by name, a comparison of variables with literals, the business
 * key, a call on {@link ModelFunctions}. {@link ClosedExpressionManager} holds the same line when they run; this one refuses earlier and
 * says where.
 */
class ModelExpressions {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}?");
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<text>'[^'\\\\]*'|\"[^\"\\\\]*\")"
            + "|(?<number>\\d+(\\.\\d+)?)"
            + "|(?<key>execution\\.processBusinessKey\\b)"
            + "|(?<call>[A-Za-z_]\\w*\\.[A-Za-z_]\\w*\\s*(?=\\())"
            + "|(?<name>[A-Za-z_]\\w*(?!\\s*[.\\[(]))"
            + "|(?<keyword>(and|or|not|empty)(?=\\s*\\())"
            + "|(?<operator>==|!=|<=|>=|<|>|&&|\\|\\||!|[(),?:+\\-])"
            + ")");
    private static final Set<String> NO_METHODS_OF =
            Set.of("getClass", "wait", "notify", "notifyAll", "hashCode", "equals", "toString");

    private final ModelBeans beans;

    ModelExpressions(ModelBeans beans) {
        this.beans = beans;
    }

    /** What is wrong with the expressions in a text; nothing if there are none. */
    List<String> faults(String text) {
        var faults = new ArrayList<String>();
        var expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            var body = expressions.group(1);
            if (!isAllowed(body.strip())) {
                faults.add("expression " + expressions.group() + " is not allowed");
            }
        }
        return faults;
    }

    private boolean isAllowed(String body) {
        var tokens = TOKEN.matcher(body);
        int at = 0;
        int count = 0;
        boolean delegate = false;
        while (at < body.length()) {
            if (!tokens.find(at) || tokens.start() != at) {
                return false;
            }
            if (!isAllowed(tokens)) {
                return false;
            }
            var name = tokens.group("name");
            delegate |= name != null && name.endsWith("Delegate");
            count++;
            at = tokens.end();
            while (at < body.length() && Character.isWhitespace(body.charAt(at))) {
                at++;
            }
        }
        // A delegate stands alone, and there has to be one of that name.
        return count > 0 && (!delegate || count == 1 && beans.containsKey(body));
    }

    private boolean isAllowed(Matcher token) {
        var call = token.group("call");
        if (call == null) {
            return true;
        }
        var parts = call.strip().split("\\.", 2);
        return beans.callable().contains(parts[0]) && !NO_METHODS_OF.contains(parts[1]);
    }
}
