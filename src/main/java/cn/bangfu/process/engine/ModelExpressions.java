package cn.bangfu.process.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
            var fault = expressions.group().endsWith("}")
                    ? fault(expressions.group(1).strip())
                    : "it does not end";
            if (fault != null) {
                faults.add("expression " + expressions.group() + " is not allowed (" + fault + ")");
            }
        }
        return faults;
    }

    private @Nullable String fault(String body) {
        if (body.isEmpty()) {
            return "it is empty";
        }
        var tokens = TOKEN.matcher(body);
        int at = 0;
        while (at < body.length()) {
            if (!tokens.find(at) || tokens.start() != at) {
                return "not understood from: " + body.substring(at);
            }
            var name = tokens.group("name");
            if (name != null && name.endsWith("Delegate")) {
                if (!name.equals(body)) {
                    return "a delegate stands alone";
                }
                return beans.containsKey(name) ? null : "there is no delegate " + name;
            }
            var call = tokens.group("call");
            if (call != null && !isCallable(call.strip().split("\\.", 2))) {
                return "nothing can be called on " + call.strip() + "; beans for diagrams are ModelFunctions";
            }
            at = tokens.end();
            while (at < body.length() && Character.isWhitespace(body.charAt(at))) {
                at++;
            }
        }
        return null;
    }

    private boolean isCallable(String[] beanAndMethod) {
        return beans.callable().contains(beanAndMethod[0]) && !NO_METHODS_OF.contains(beanAndMethod[1]);
    }
}
