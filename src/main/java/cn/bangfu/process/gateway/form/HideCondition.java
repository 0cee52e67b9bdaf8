package cn.bangfu.process.gateway.form;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;

/** When a component is hidden: FEEL, limited to comparisons, {@code and}, {@code or}, {@code not} and literals. */
final class HideCondition {

    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();

    private static final Pattern TOKEN =
            Pattern.compile("\\s+|\"[^\"\\\\]*\"|-?\\d+(?:\\.\\d+)?|<=|>=|!=|[=<>()]|[A-Za-z_][A-Za-z0-9_]*"
                    + "(?:\\.[A-Za-z_][A-Za-z0-9_]*)*");
    private static final Pattern CALL = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)\\s*\\(");
    private static final Pattern KEYWORD = Pattern.compile(
            "\\b(for|in|return|some|every|satisfies|if|then|else|between|instance|of|function|external)\\b");
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"");
    private static final Set<String> BEFORE_PARENTHESIS = Set.of("not", "and", "or");

    private final ParsedExpression expression;

    private HideCondition(ParsedExpression expression) {
        this.expression = expression;
    }

    static HideCondition parse(String where, String text) {
        if (!text.startsWith("=")) {
            throw new IllegalForm(where, "a condition starts with =");
        }
        var feel = text.substring(1);
        var tokens = TOKEN.matcher(feel);
        var end = 0;
        while (tokens.find() && tokens.start() == end) {
            end = tokens.end();
        }
        if (end != feel.length()) {
            throw new IllegalForm(where, "a condition may not hold '" + feel.substring(end) + "'");
        }
        var calls = CALL.matcher(feel);
        while (calls.find()) {
            if (!BEFORE_PARENTHESIS.contains(calls.group(1))) {
                throw new IllegalForm(where, "a condition calls no function: " + calls.group(1));
            }
        }
        if (KEYWORD.matcher(LITERAL.matcher(feel).replaceAll("\"\"")).find()) {
            throw new IllegalForm(where, "a condition only compares: " + text);
        }
        var parsed = FEEL.parseExpression(feel);
        if (!parsed.isSuccess()) {
            throw new IllegalForm(where, "not FEEL: " + text);
        }
        return new HideCondition(parsed.parsedExpression());
    }

    /** The browser asks it as a unary test, for which an answer of null counts as true; so does this. */
    boolean holds(Map<String, @Nullable Object> context) {
        var answer = FEEL.evaluate(expression, context);
        if (!answer.isSuccess()) {
            return false;
        }
        Object result = answer.result();
        return result == null || result.equals(Boolean.TRUE);
    }
}
