package cn.bangfu.access.web;

import cn.bangfu.access.CurrentOfficer;
import cn.bangfu.access.Divisions;
import cn.bangfu.access.PageWords;
import cn.bangfu.access.Post;
import cn.bangfu.access.SignedInOfficer;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What {@code layout.html} shows around every page. A bean and no model attribute, so that error pages have it too. */
@Component("pageFrame")
class PageFrame {

    /** @param here whether the page that is shown belongs to it */
    record Entry(String label, String href, String hint, boolean here) {}

    /**
     * @param posts each as 隆茂永村村民委员会 嘎查村级信息员; empty for who is not signed in
     * @param training whether officials practise here and days are shorter
     */
    record Frame(
            boolean signedIn, String name, List<String> posts, List<Entry> entries, boolean demo, boolean training) {}

    private final CurrentOfficer currentOfficer;
    private final Divisions divisions;
    private final PageWords words;
    private final boolean demo;
    private final Environment environment;

    PageFrame(
            CurrentOfficer currentOfficer,
            Divisions divisions,
            PageWords words,
            Environment environment,
            @Value("${bangfu.demo:false}") boolean demo) {
        this.currentOfficer = currentOfficer;
        this.divisions = divisions;
        this.words = words;
        this.demo = demo && !environment.acceptsProfiles(Profiles.of("production"));
        this.environment = environment;
    }

    private boolean training() {
        return !environment.getProperty("bangfu.training.day-length", "").isBlank();
    }

    public Frame now() {
        return currentOfficer
                .find()
                .map(this::of)
                .orElseGet(() -> new Frame(false, "", List.of(), List.of(), demo, training()));
    }

    private Frame of(SignedInOfficer officer) {
        var path = path();
        var entries = Arrays.stream(Navigation.values())
                .filter(entry -> officer.mustChangePassword() ? entry == Navigation.PASSWORD : entry.isFor(officer))
                .map(entry ->
                        new Entry(words.say(entry.label()), entry.href(), words.say(entry.hint()), entry.leadsTo(path)))
                .toList();
        return new Frame(
                true, officer.name(), officer.posts().stream().map(this::say).toList(), entries, demo, training());
    }

    private String say(Post post) {
        return post.office().name() + " " + divisions.words(post.division()).say(post.role());
    }

    private static String path() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getRequestURI()
                : "";
    }
}
