package cn.bangfu.process.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody does to a model before deploying it. */
record Edit(String what, List<ModelFile> files, String reason) {

    static Edit of(String what, String name, String text, String reason) {
        return new Edit(what, List.of(Shipped.file(name, text)), reason);
    }

    /** One text replaced by another, once. */
    static Edit replacing(String what, String name, String before, String after, String reason) {
        var text = Shipped.text(name);
        assertThat(text).as(what).contains(before);
        var at = text.indexOf(before);
        return of(what, name, text.substring(0, at) + after + text.substring(at + before.length()), reason);
    }

    /** What stands in the start tag of an element. */
    static Edit inTag(String what, String name, String id, String before, String after, String reason) {
        var text = Shipped.text(name);
        var tag = Pattern.compile("<[^<>]*\\bid=\"" + id + "\"[^<>]*>").matcher(text);
        assertThat(tag.find()).as(what).isTrue();
        var edited = tag.group().replace(before, after);
        assertThat(edited).as(what).isNotEqualTo(tag.group());
        return of(what, name, text.substring(0, tag.start()) + edited + text.substring(tag.end()), reason);
    }

    /** Something put right after the start tag of an element. */
    static Edit inside(String what, String name, String id, String content, String reason) {
        var text = Shipped.text(name);
        var tag = Pattern.compile("<[^<>]*\\bid=\"" + id + "\"[^<>]*>").matcher(text);
        assertThat(tag.find()).as(what).isTrue();
        return of(what, name, text.substring(0, tag.end()) + content + text.substring(tag.end()), reason);
    }

    Edit and(ModelFile more) {
        var files = new ArrayList<>(this.files);
        files.add(more);
        return new Edit(what, files, reason);
    }

    /** One more edit of the only file. */
    Edit then(String before, String after) {
        var file = files.get(0);
        var text = new String(file.content(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).as(what).contains(before);
        return of(what, file.name(), text.replace(before, after), reason);
    }

    @Override
    public String toString() {
        return what;
    }
}
