package cn.bangfu.process.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lays what a script says over what a form opens with. {@code day:-3} is three days before the day of the act, {@code photo:院落} a
 * photograph; {@code each: {…}} says the same of every row that the form opens with, a list of rows says it row by row.
 *
 * @param day of the act
 * @param photographs uploads one of that name and gives its id
 */
record DemoAnswers(LocalDate day, Function<String, String> photographs) {

    private static final String DAY = "day:";
    private static final String PHOTO = "photo:";
    private static final String EACH = "each";

    Map<String, @Nullable Object> of(Map<String, @Nullable Object> opened, Map<String, ?> said) {
        var answer = new LinkedHashMap<>(opened);
        said.forEach((key, value) -> answer.put(key, over(opened.get(key), value)));
        return answer;
    }

    private @Nullable Object over(@Nullable Object opened, @Nullable Object said) {
        if (said instanceof Map<?, ?> rows && rows.get(EACH) instanceof Map<?, ?> each) {
            return opened instanceof List<?> list
                    ? list.stream().map(row -> row(row, each)).toList()
                    : List.of();
        }
        if (said instanceof Map<?, ?> row) {
            return row(opened, row);
        }
        if (said instanceof List<?> list) {
            var rows = opened instanceof List<?> before ? before : List.of();
            var result = new ArrayList<@Nullable Object>();
            for (var i = 0; i < list.size(); i++) {
                result.add(over(list.get(i) instanceof Map && i < rows.size() ? rows.get(i) : null, list.get(i)));
            }
            return result;
        }
        if (said instanceof String text && text.startsWith(DAY)) {
            return day.plusDays(Integer.parseInt(text.substring(DAY.length()))).toString();
        }
        return said instanceof String text && text.startsWith(PHOTO)
                ? photographs.apply(text.substring(PHOTO.length()))
                : said;
    }

    @SuppressWarnings("unchecked") // rows of a form are mappings by key
    private Map<String, @Nullable Object> row(@Nullable Object opened, Map<?, ?> said) {
        return of(opened instanceof Map ? (Map<String, @Nullable Object>) opened : Map.of(), (Map<String, ?>) said);
    }
}
