package cn.bangfu.process.gateway.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a form is made of, as far as an answer is concerned. */
sealed interface Component {

    @Nullable
    HideCondition hide();

    /** @param path none if the group's fields lie beside its siblings */
    record Group(@Nullable String path, @Nullable HideCondition hide, List<Component> children) implements Component {}

    /**
     * A dynamic list.
     *
     * @param fixed rows are the server's: none added, none removed
     * @param defaultRows how many the browser shows if the server gives none
     */
    record Rows(
            String path,
            String label,
            @Nullable HideCondition hide,
            List<Component> children,
            boolean fixed,
            int defaultRows,
            int min,
            int max)
            implements Component {}

    /**
     * @param readonly shown, never taken from an answer
     * @param min of a number
     * @param options value to label; none for types without options
     * @param optionsFrom key of the opening values that hold the options; none if they stand in the form
     * @param defaultValue what the browser shows if the server gives nothing
     * @param sum what a read-only amount is made of; none for what the server or somebody fills in
     * @param opensToday whether a day that the server says nothing about opens with today
     */
    record Field(
            String key,
            String label,
            Type type,
            Kind kind,
            @Nullable HideCondition hide,
            boolean readonly,
            boolean routing,
            boolean required,
            int minLength,
            int maxLength,
            @Nullable Pattern pattern,
            @Nullable String patternMessage,
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            Map<String, String> options,
            @Nullable String optionsFrom,
            @Nullable Object defaultValue,
            int maxItems,
            @Nullable Sum sum,
            boolean opensToday)
            implements Component {}

    enum Type {
        TEXTFIELD(""),
        TEXTAREA(""),
        SELECT(null),
        RADIO(null),
        CHECKLIST(List.of()),
        CHECKBOX(false),
        DATE(null),
        EVIDENCE(List.of());

        /** What the browser takes an untouched field for. */
        final @Nullable Object empty;

        Type(@Nullable Object empty) {
            this.empty = empty;
        }
    }

    /** What a text field's text means. */
    enum Kind {
        PLAIN(null, ""),
        MONEY(Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?"), "请填写金额（元），最多两位小数，如1200或1200.50"),
        COUNT(Pattern.compile("\\d{1,9}"), "请填写整数，如3"),
        PERCENT(Pattern.compile("\\d{1,3}(\\.\\d{1,2})?"), "请填写百分数，最多两位小数，如35或12.5"),
        /** Says which row of the opening values a row is; not shown. */
        REFERENCE(null, "");

        final @Nullable Pattern pattern;
        final String message;

        boolean number() {
            return pattern != null;
        }

        Kind(@Nullable Pattern pattern, String message) {
            this.pattern = pattern;
            this.message = message;
        }
    }
}
