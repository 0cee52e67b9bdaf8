package cn.bangfu.access.web;

import cn.bangfu.access.CountyWords;
import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import org.springframework.stereotype.Component;

/** What a page says in its own text, in the words of the reader's county: {@code ${@pageWords.say('乡镇意见')}} in a template. */
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
}
