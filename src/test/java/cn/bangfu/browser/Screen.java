package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.process.flow.Official;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotType;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one official has on the screen, and the hands that use it. */
final class Screen implements AutoCloseable {

    /** Starting a page takes long where several of them share a processor. */
    private static final int PATIENCE = 45_000;

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Everything that can be read, also in shadow trees and in what a control says of itself. */
    private static final String VISIBLE_TEXT = """
            () => {
              const said = [];
              const walk = (node) => {
                if (node.nodeType === Node.TEXT_NODE) {
                  said.push(node.data);
                } else if (node.nodeType === Node.ELEMENT_NODE || node.nodeType === Node.DOCUMENT_FRAGMENT_NODE) {
                  if (node.nodeType === Node.ELEMENT_NODE) {
                    if (['STYLE', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT'].includes(node.tagName)) return;
                    if (node.tagName !== 'OPTION' && !node.checkVisibility({ checkVisibilityCSS: true })) return;
                    for (const name of ['placeholder', 'aria-label', 'title', 'alt']) said.push(node.getAttribute(name) ?? '');
                    if (node.shadowRoot) walk(node.shadowRoot);
                  }
                  node.childNodes.forEach(walk);
                }
              };
              walk(document.body);
              said.push(document.title);
              return said.map((text) => text.trim()).filter((text) => text);
            }
            """;

    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{3,}");

    /** What is written and does not fit where it stands, or stands beside the screen. */
    private static final String CUT_OFF = """
            () => {
              const said = [];
              const measure = document.createElement('canvas').getContext('2d');
              const width = document.documentElement.clientWidth;
              const name = (element) => element.closest('[data-field]')?.dataset.field ?? element.className ?? element.tagName;
              const walk = (node) => {
                if (node.nodeType !== Node.ELEMENT_NODE && node.nodeType !== Node.DOCUMENT_FRAGMENT_NODE) return;
                if (node.nodeType === Node.ELEMENT_NODE) {
                  if (!node.checkVisibility({ checkVisibilityCSS: true })) return;
                  const style = getComputedStyle(node);
                  const box = node.getBoundingClientRect();
                  if (node.tagName === 'SELECT') {
                    measure.font = style.font;
                    const longest = Math.max(0, ...[...node.options].map((option) => measure.measureText(option.text).width));
                    const room = node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
                    if (longest > room + 1) said.push(`${name(node)}: choice`);
                  } else if (node.tagName === 'INPUT' && !['checkbox', 'radio', 'file'].includes(node.type)) {
                    measure.font = style.font;
                    const room = node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
                    const text = node.value || node.placeholder;
                    if (measure.measureText(text).width > room + 1) said.push(`${name(node)}: ${text}`);
                  } else if (node.tagName === 'TEXTAREA') {
                    if (node.scrollHeight > node.clientHeight + 2) said.push(`${name(node)}: ${node.value.slice(0, 20)}`);
                  } else if (style.overflowX === 'hidden' && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 1) {
                    said.push(`${name(node)}: ${node.textContent.trim().slice(0, 20)}`);
                  }
                  const own = [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
                  if (own.length > 0 && box.width > 1 && (box.right > width + 1 || box.left < -1)) {
                    said.push(`${name(node)} beside the screen: ${own[0].data.trim().slice(0, 20)}`);
                  }
                  if (node.shadowRoot) walk(node.shadowRoot);
                }
                node.childNodes.forEach(walk);
              };
              document.querySelectorAll('.task-details, main').forEach(walk);
              return [...new Set(said)];
            }
            """;

    /** How much of the open form lies below what can be seen of it. */
    private static final String BELOW = """
            () => Math.max(0, ...[document.scrollingElement, ...document.querySelectorAll('.page-wrap, .task-details *')]
              .filter((element) => element === document.scrollingElement
                || ['auto', 'scroll'].includes(getComputedStyle(element).overflowY))
              .map((element) => element.scrollHeight - element.clientHeight))
            """;

    /** Accounts of these tests, receipts' codes, the kind of file that officials call by this name, and the mark that form-js bears. */
    private static final Pattern ALLOWED =
            Pattern.compile("test\\d+|(?:[A-Z2-7]{4}-){3,}[A-Z2-7]{1,4}|Excel|Powered by bpmn\\.io");

    private final BrowserContext context;
    private final Page page;
    private final List<String> addresses = new ArrayList<>();
    private final String site;
    private String username = "nobody";
    private int mended;

    Screen(Browser browser, int port) {
        this(browser, port, "zh-CN");
    }

    /** @param language of the browser; the application's is Chinese all the same */
    Screen(Browser browser, int port, String language) {
        this(
                browser.newContext(new Browser.NewContextOptions()
                        .setLocale(language)
                        .setTimezoneId("Asia/Shanghai")
                        .setViewportSize(1366, 768)),
                port);
    }

    Screen(BrowserContext context, int port) {
        this.context = context;
        context.setDefaultTimeout(PATIENCE);
        page = context.newPage();
        page.onRequest(request -> addresses.add(request.url()));
        site = "http://localhost:" + port;
    }

    Page page() {
        return page;
    }

    /** Dates of this browser are this day's. */
    void liveOn(LocalDate day) {
        var now = Instant.now();
        var today = LocalDate.ofInstant(now, CHINA);
        context.clock().setSystemTime(Date.from(now.plus(Duration.ofDays(ChronoUnit.DAYS.between(today, day)))));
    }

    void open(String path) {
        page.navigate(site + path);
    }

    void signIn(String username, String password) {
        this.username = username;
        open("/login");
        page.getByLabel("用户名").fill(username);
        page.getByLabel("密码").fill(password);
        press("登录");
        page.getByText("您好").waitFor();
    }

    void press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Chooses how a case begins, where there is a choice, and whose it is; none for a household that stands in no register. */
    void openNewCase(String kind, @Nullable String household) {
        open("/cases/new");
        page.locator(".bf-entry, #household-query").first().waitFor();
        if (page.locator(".bf-entry").count() > 0) {
            page.locator(".bf-entry")
                    .filter(new Locator.FilterOptions().setHasText(kind))
                    .first()
                    .click();
        }
        page.locator("#household-query").fill(household == null ? "查无此户" : household);
        press("查找");
        if (household == null) {
            press("台账中没有这户，按新户申报");
        } else {
            page.locator(".bf-households tr")
                    .filter(new Locator.FilterOptions().setHasText(household))
                    .getByText("选这一户")
                    .click();
        }
        page.locator(".bf-actions").waitFor();
    }

    /** Opens Tasklist with what lies with the whole office, newest first. */
    void openTasklist() {
        open("/camunda/app/tasklist/default/");
        page.locator(".task-filters").getByText("本单位待办").first().click();
        page.locator(".bangfu-sorting").selectOption("新到的在前");
        page.locator(".tasks-list, .tasks-list-column").first().waitFor();
    }

    /** Finds a case's card and opens its form. Returns what the card says. */
    String openTask(String caseNumber, String name) {
        openTasklist();
        var card = page.locator("li.task")
                .filter(new Locator.FilterOptions().setHasText(caseNumber))
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
        for (var next = 2; next < 6 && !isThere(card); next++) {
            page.locator("ul[uib-pagination] a, ul.pagination a")
                    .getByText(String.valueOf(next), new Locator.GetByTextOptions().setExact(true))
                    .first()
                    .click();
        }
        var said = card.innerText();
        card.click();
        page.getByText("办理", new Page.GetByTextOptions().setExact(true)).first().click();
        page.locator(".bf-actions").waitFor();
        return said;
    }

    /** Whether it comes; a list that others fill has several pages. */
    private static boolean isThere(Locator card) {
        try {
            card.waitFor(new Locator.WaitForOptions().setTimeout(12_000));
            return true;
        } catch (TimeoutError none) {
            return false;
        }
    }

    /** Looks for a household on the open search page. */
    void search(String text) {
        page.locator("main input[name=q]").fill(text);
        page.locator("main form")
                .filter(new Locator.FilterOptions().setHas(page.locator("input[name=q]")))
                .locator("button")
                .first()
                .click();
        page.waitForLoadState();
    }

    /** All that this browser has asked for. */
    List<String> addresses() {
        return List.copyOf(addresses);
    }

    /** Opens the form of a task by its address, as a link on the home page does. */
    void openTask(String id) {
        open("/camunda/app/tasklist/default/#/?task=" + id);
        page.locator(".task-details .bf-actions").waitFor();
    }

    Locator field(String key) {
        return page.locator("[data-field='" + key + "']").first();
    }

    /** Answers questions of the open form, by field key: the text, or what stands at the choice. */
    Screen answer(Map<String, String> answers) {
        answers.forEach((key, value) -> answer(field(key), value));
        return this;
    }

    private void answer(Locator field, String value) {
        if (field.locator("select").count() > 0) {
            field.locator("select").selectOption(value);
        } else if (field.locator(".bf-choices").count() > 0) {
            for (var choice : value.split("、")) {
                field.locator(".bf-choice")
                        .filter(new Locator.FilterOptions()
                                .setHasText(Pattern.compile("^\\s*" + choice.replaceAll("[()]", ".") + "\\s*$")))
                        .locator("input")
                        .check();
            }
        } else if (field.locator("input[data-role=files]").count() > 0) {
            field.locator("input[data-role=files]")
                    .setInputFiles(new FilePayload(value, "image/png", Official.PICTURE));
            field.locator(".bf-thumbnail").first().waitFor();
        } else if (field.locator("input[type=checkbox]").count() > 0) {
            field.locator("input[type=checkbox]").check();
        } else {
            field.locator("input, textarea").first().fill(value);
        }
    }

    /** Submits once, on a screen that has not submitted before. Returns whether it was taken. */
    boolean submit() {
        press("提交");
        var end = System.nanoTime() + PATIENCE * 1_000_000L;
        while (System.nanoTime() < end) {
            if (page.getByText(Pattern.compile("^已提交：")).count() > 0) {
                return true;
            }
            if (page.locator(".bf-problems li").count() > 0
                    && page.locator(".bf-actions .bf-primary").isEnabled()) {
                return false;
            }
            page.waitForTimeout(200);
        }
        throw new AssertionError("nothing came of submitting: " + texts());
    }

    /** Submits, and gives what the form says is missing something that fits, until it is taken. */
    void complete() {
        for (var round = 0; round < 8; round++) {
            if (submit()) {
                return;
            }
            mendAll();
        }
        throw new AssertionError("not taken: " + problems());
    }

    /** A field that has been mended is wrong no more, so the next one is always the first; one that stays wrong is the caller's. */
    void mendAll() {
        var wrong = page.locator(".bf-wrong[data-field]");
        assertThat(wrong.count()).as("fields to mend: %s", problems()).isPositive();
        for (var left = wrong.count(); left > 0; left--) {
            // marked, for while it is being mended it stops to be the first wrong one
            var mark = String.valueOf(++mended);
            wrong.first().evaluate("(field, mark) => { field.dataset.mended = mark; }", mark);
            mend(page.locator("[data-mended='" + mark + "']"));
            page.waitForTimeout(50);
            if (wrong.count() >= left) {
                throw new AssertionError("stays wrong: " + problems());
            }
            left = wrong.count() + 1;
        }
    }

    private void mend(Locator field) {
        var kind = field.getAttribute("class");
        if (field.locator(".bf-add").count() > 0) {
            field.locator(".bf-add").click();
        } else if (kind.contains("bf-select")) {
            field.locator("select").selectOption(new SelectOption().setIndex(1));
        } else if (kind.contains("bf-radio") || kind.contains("bf-checklist")) {
            field.locator(".bf-choice input").first().check();
        } else if (kind.contains("bf-checkbox")) {
            field.locator("input").check();
        } else if (kind.contains("bf-datetime")) {
            field.getByText("今天").click();
        } else if (field.locator("input[data-role=files]").count() > 0) {
            answer(field, "材料.png");
        } else {
            answer(field, something(field));
        }
    }

    private static String something(Locator field) {
        var key = field.getAttribute("data-field");
        if (key.endsWith("At")) {
            return "09:30";
        }
        if (key.toLowerCase(Locale.ROOT).contains("phone")) {
            return "04771234567";
        }
        return field.locator(".bf-error").innerText().contains("填写整数")
                        || field.locator(".bf-affix").count() > 0
                ? "0"
                : "已核实";
    }

    List<String> problems() {
        return page.locator(".bf-problems li").allInnerTexts();
    }

    /** The case whose task was just submitted or which was just opened. */
    String caseOfMessage() {
        var address = page.locator("a[href*='/cases/']")
                .filter(new Locator.FilterOptions().setHasText("看户档案"))
                .first()
                .getAttribute("href");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    @SuppressWarnings("unchecked")
    List<String> texts() {
        return (List<String>) page.evaluate(VISIBLE_TEXT);
    }

    /** What is not Chinese on the screen. */
    List<String> foreign() {
        var found = new ArrayList<String>();
        for (var text : texts()) {
            if (LATIN.matcher(ALLOWED.matcher(text).replaceAll("")).find()) {
                found.add(text);
            }
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    List<String> cutOff() {
        return (List<String>) page.evaluate(CUT_OFF);
    }

    /** The whole of the open form, as on a screen that is long enough. */
    void pictureOfForm(String name, int width, int height) {
        page.setViewportSize(width, height);
        page.setViewportSize(width, height + ((Number) page.evaluate(BELOW)).intValue());
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".jpg"))
                .setType(ScreenshotType.JPEG)
                .setQuality(80));
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots", name + ".png"))
                .setFullPage(true));
    }

    /** As on a phone; nothing but wide tables, which scroll by themselves, lies beside the screen. */
    void pictureOnPhone(String name) {
        page.setViewportSize(390, 844);
        picture(name + "-390");
        assertThat(((Number) page.evaluate("() => document.documentElement.scrollWidth")).intValue())
                .as("width of %s on a phone", name)
                .isLessThanOrEqualTo(390);
        page.setViewportSize(1366, 768);
    }

    static String today() {
        return LocalDate.now(CHINA).toString();
    }

    @Override
    public void close() {
        picture("last-of-" + username);
        context.close();
    }
}
