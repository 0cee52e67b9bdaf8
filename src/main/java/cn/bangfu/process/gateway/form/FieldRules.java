package cn.bangfu.process.gateway.form;

import cn.bangfu.process.gateway.form.Component.Field;
import cn.bangfu.process.gateway.form.Component.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one field takes, and what it says when it takes something not. */
final class FieldRules {

    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2100;
    private static final int PATTERN_READS = 200_000;

    private FieldRules() {}

    /**
     * @param value what is kept; none if nothing was answered
     * @param error in Chinese; none if all is well
     */
    record Judgement(@Nullable Object value, @Nullable String error) {}

    private static Judgement good(@Nullable Object value) {
        return new Judgement(value, null);
    }

    private static Judgement bad(Field field, String message) {
        return new Judgement(null, "“" + field.label() + "”" + message);
    }

    static Judgement judge(Field field, @Nullable Object value, Set<String> options) {
        return switch (field.type()) {
            case TEXTFIELD, TEXTAREA -> text(field, value);
            case SELECT, RADIO -> choice(field, value, options);
            case CHECKLIST -> choices(field, value, options);
            case CHECKBOX -> tick(field, value);
            case DATE -> date(field, value);
            case EVIDENCE -> evidence(field, value);
        };
    }

    private static Judgement missing(Field field) {
        if (!field.required()) {
            return good(null);
        }
        var verb =
                switch (field.type()) {
                    case TEXTFIELD, TEXTAREA -> "请填写";
                    case SELECT, RADIO, CHECKLIST, DATE -> "请选择";
                    case CHECKBOX -> "请勾选";
                    case EVIDENCE -> "请上传";
                };
        return new Judgement(null, verb + "“" + field.label() + "”");
    }

    private static Judgement text(Field field, @Nullable Object value) {
        if (value == null) {
            return missing(field);
        }
        if (!(value instanceof String typed)) {
            return bad(field, "应为文字，请重新填写");
        }
        var severalLines = field.type() == Type.TEXTAREA;
        var unwelcome = Texts.unwelcome(typed, severalLines);
        if (unwelcome != null) {
            return bad(field, unwelcome);
        }
        var text = Texts.trim(typed.replace("\r\n", "\n").replace('\r', '\n'));
        if (field.kind().number()) {
            text = Texts.plainNumber(text);
        } else if (!follows(field.pattern(), text)) {
            text = spellingThatFollows(field.pattern(), text);
        }
        if (text.isEmpty()) {
            return missing(field);
        }
        if (text.length() > field.maxLength()) {
            return bad(field, "最多%d个字，现在有%d个字，请缩短".formatted(field.maxLength(), text.length()));
        }
        if (text.length() < field.minLength()) {
            return bad(field, "至少写%d个字，现在有%d个字".formatted(field.minLength(), text.length()));
        }
        var kind = field.kind();
        var kindPattern = kind.pattern;
        if (!follows(field.pattern(), text)
                || kindPattern != null && !kindPattern.matcher(text).matches()) {
            var message = field.patternMessage();
            return message != null
                    ? new Judgement(null, message)
                    : bad(field, kindPattern == null ? "的写法不对，请核对后重新填写" : kind.message);
        }
        return kindPattern == null ? good(text) : withinLimits(field, text);
    }

    private static Judgement withinLimits(Field field, String text) {
        var number = new BigDecimal(text);
        if (field.min() != null && number.compareTo(field.min()) < 0) {
            return bad(field, "不能小于" + field.min().toPlainString());
        }
        if (field.max() != null && number.compareTo(field.max()) > 0) {
            return bad(field, "不能大于" + field.max().toPlainString());
        }
        return good(text);
    }

    private static String spellingThatFollows(@Nullable Pattern pattern, String text) {
        return Texts.spellings(text).stream()
                .filter(spelling -> follows(pattern, spelling))
                .findFirst()
                .orElse(text);
    }

    private static boolean follows(@Nullable Pattern pattern, String text) {
        if (pattern == null) {
            return true;
        }
        try {
            return pattern.matcher(new Texts.Bounded(text, PATTERN_READS)).find();
        } catch (Texts.RunawayPattern e) {
            return false;
        }
    }

    private static Judgement choice(Field field, @Nullable Object value, Set<String> options) {
        if (value == null || value.equals("")) {
            return missing(field);
        }
        return value instanceof String chosen && options.contains(chosen) ? good(chosen) : bad(field, "的选项不在表单里，请重新选择");
    }

    private static Judgement choices(Field field, @Nullable Object value, Set<String> options) {
        if (value == null || value.equals("")) {
            return missing(field);
        }
        if (!(value instanceof List<?> list)) {
            return bad(field, "的格式不对，请重新选择");
        }
        var chosen = new ArrayList<String>();
        for (var element : list) {
            if (!(element instanceof String code) || !options.contains(code) || chosen.contains(code)) {
                return bad(field, "的选项不在表单里或重复，请重新选择");
            }
            chosen.add(code);
        }
        return chosen.isEmpty() ? missing(field) : good(chosen);
    }

    private static Judgement tick(Field field, @Nullable Object value) {
        if (value == null || value.equals(false)) {
            var missing = missing(field);
            return missing.error() == null ? good(false) : missing;
        }
        return value.equals(true) ? good(true) : bad(field, "只能勾选或不勾选");
    }

    private static Judgement date(Field field, @Nullable Object value) {
        if (value == null || value.equals("")) {
            return missing(field);
        }
        if (value instanceof String text && ISO_DATE.matcher(text).matches()) {
            try {
                var year = LocalDate.parse(text).getYear();
                if (year >= EARLIEST_YEAR && year <= LATEST_YEAR) {
                    return good(text);
                }
            } catch (DateTimeException e) {
                return bad(field, "的日期不存在，请重新选择");
            }
        }
        return bad(field, "应为日期，如2026-11-21");
    }

    private static Judgement evidence(Field field, @Nullable Object value) {
        if (value == null || value.equals("")) {
            return missing(field);
        }
        if (!(value instanceof List<?> list)) {
            return bad(field, "的格式不对，请重新上传");
        }
        var ids = new ArrayList<String>();
        for (var element : list) {
            if (!(element instanceof String id) || !ID.matcher(id).matches() || ids.contains(id)) {
                return bad(field, "的照片或文件不对，请重新上传");
            }
            ids.add(UUID.fromString(id).toString());
        }
        if (ids.size() > field.maxItems()) {
            return bad(field, "最多%d个文件，现在有%d个".formatted(field.maxItems(), ids.size()));
        }
        return ids.isEmpty() ? missing(field) : good(ids);
    }
}
