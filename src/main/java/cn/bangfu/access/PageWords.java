package cn.bangfu.access;

import cn.bangfu.shared.FieldError;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What the application says in its own text, in the words of the reader's county. The text of a template is said so by itself; what stands
 * in an expression asks: {@code ${@pageWords.say('乡镇意见')}}.
 */
@Component
public class PageWords {

    private final CurrentOfficer currentOfficer;
    private final Divisions divisions;

    PageWords(CurrentOfficer currentOfficer, Divisions divisions) {
        this.currentOfficer = currentOfficer;
        this.divisions = divisions;
    }

    public String say(String neutral) {
        return currentOfficer.find().stream()
                .flatMap(officer -> officer.posts().stream())
                .findFirst()
                .map(post -> divisions.words(post.division()))
                .orElse(CountyWords.NEUTRAL)
                .say(neutral);
    }

    /** What is wrong with an answer. */
    public List<FieldError> say(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new FieldError(error.field(), say(error.message())))
                .toList();
    }
}
