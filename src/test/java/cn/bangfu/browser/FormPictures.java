package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Official;
import cn.bangfu.testing.TestOfficers;
import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Opens forms where officials meet them, on a village office's screen and on a phone, and keeps a picture of each in
 * {@code target/screenshots/forms}. What a program can see of a bad form, it says: a word that isn't Chinese, a text that is cut off.
 */
final class FormPictures implements AutoCloseable {

    static final Set<String> ON_THE_WAY = Set.of(
            "submit-application",
            "supply-policy-status",
            "visit-household",
            "check-findings",
            "review-in-village",
            "handle-town-review",
            "review-in-town",
            "decide-in-town",
            "publish-notice",
            "close-notice",
            "handle-county-confirmation",
            "review-in-county",
            "decide-in-county",
            "announce-decision",
            "write-back-national-number",
            "name-responsible-officer",
            "propose-plan",
            "accept-measure",
            "hand-over-plan",
            "deliver-measure",
            "settle-measure",
            "inspect-delivery",
            "confirm-receipt");

    static final Set<String> BESIDE_THE_WAY = Set.of(
            "deliver-paper",
            "correct-application",
            "decide-non-acceptance",
            "deliver-non-acceptance",
            "report-clue",
            "report-alert",
            "verify-clue",
            "close-clue",
            "close-withdrawal",
            "decide-residency",
            "answer-routing",
            "decide-responsible-place",
            "deliver-relief",
            "answer-findings",
            "answer-late-findings",
            "check-late-findings",
            "countersign-relief-sufficed",
            "deliver-refusal",
            "investigate-objection",
            "close-dissolution",
            "verify-elimination",
            "request-re-check",
            "admit-re-check",
            "check-again",
            "deliver-re-check-answer",
            "prepare-handover",
            "approve-handover");

    private final Browser browser;
    private final int port;
    private final County county;
    private final Map<String, Screen> screens = new HashMap<>();
    private final Set<String> seen = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    FormPictures(Browser browser, int port, County county) {
        this.browser = browser;
        this.port = port;
        this.county = county;
    }

    /** Forms looked at so far. */
    Set<String> seen() {
        return seen;
    }

    /** The form of the case's task. */
    void of(Official official, String caseId, String form) {
        var element = element(form);
        var task = official.task(caseId, element);
        assertThat(task)
                .as("%s of %s, the case waits at %s", element, official.username(), county.waitsAt(caseId))
                .isNotEmpty();
        var screen = screen(official);
        screen.liveOn(county.today());
        screen.openTask(task);
        look(screen, form);
    }

    /** The form that opens a case of this kind. */
    void ofStart(Official official, String kind, @Nullable String household, String form) {
        var screen = screen(official);
        screen.openNewCase(kind, household);
        look(screen, form);
    }

    /** The task's id in the model, by the stem that both have. */
    static String element(String form) {
        return "UserTask_"
                + Arrays.stream(form.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private void look(Screen screen, String form) {
        seen.add(form);
        check(form, "screen", screen, 1366, 768);
        check(form, "phone", screen, 390, 844);
        screen.page().setViewportSize(1366, 768);
    }

    private void check(String form, String device, Screen screen, int width, int height) {
        screen.pictureOfForm("forms/" + form + "-" + device, width, height);
        screen.foreign().forEach(text -> faults.add(form + " on the " + device + ", not Chinese: " + text));
        screen.cutOff().forEach(text -> faults.add(form + " on the " + device + ", cut off: " + text));
    }

    private Screen screen(Official official) {
        return screens.computeIfAbsent(official.username(), username -> {
            var screen = new Screen(browser, port);
            screen.liveOn(county.today());
            screen.signIn(username, TestOfficers.PASSWORD);
            return screen;
        });
    }

    @Override
    public void close() {
        screens.values().forEach(Screen::close);
        assertThat(faults).isEmpty();
    }
}
