package cn.bangfu.process.gateway;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.Divisions;
import cn.bangfu.shared.DivisionCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A form as people of a county read it (rules.md annex D): what stands on it, never its keys, values and conditions. */
@Component
class FormWords {

    private static final Set<String> READ = Set.of("label", "dateLabel", "timeLabel", "description", "text", "title");

    private final Divisions divisions;

    FormWords(Divisions divisions) {
        this.divisions = divisions;
    }

    JsonNode of(JsonNode schema, DivisionCode where) {
        var copy = schema.deepCopy();
        say(copy, divisions.words(where));
        return copy;
    }

    /** What stands above the form. */
    List<CaseSummaries.Line> of(List<CaseSummaries.Line> summary, DivisionCode where) {
        var words = divisions.words(where);
        return summary.stream()
                .map(line -> new CaseSummaries.Line(words.say(line.label()), words.say(line.value())))
                .toList();
    }

    private static void say(JsonNode node, CountyWords words) {
        if (node instanceof ObjectNode object) {
            for (var name : READ) {
                if (object.get(name) instanceof TextNode text) {
                    object.put(name, words.say(text.textValue()));
                }
            }
        }
        node.forEach(child -> say(child, words));
    }
}
