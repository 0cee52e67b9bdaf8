package cn.bangfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.bangfu.access.Role;
import cn.bangfu.process.flow.County;
import cn.bangfu.process.flow.Official;
import cn.bangfu.testing.TestOfficers;
import cn.bangfu.testing.TestPostgres;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The pages of papers, templates, deliveries and words, as officials see them. */
@BrowserTest
class PapersBrowserTest {

    private static Browser browser;

    @LocalServerPort
    private int port;

    @Autowired
    private TestOfficers officers;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TestPostgres.Database database;

    @BeforeAll
    static void take(Browser chromium) {
        browser = chromium;
    }

    private static void look(Screen screen, String path, String name, List<String> wrong) {
        screen.open(path);
        screen.picture(name);
        screen.foreign().stream()
                .filter(text -> !text.matches(".*(JPG|PDF|Word|docx|\\{\\{).*"))
                .forEach(text -> wrong.add(path + ": " + text));
    }

    @Test
    void thePagesAreChineseAndQuiet() {
        var county = new County(port, officers, engine, database);
        var answers = new HashMap<>(county.application("文书页户", County.identityNumber(1958), "BUSINESS_FAILURE"));
        answers.put("receiptGiven", "NO");
        var caseId = county.opensCase(answers);
        var wrong = new ArrayList<String>();
        try (var screen = new Screen(browser, port)) {
            screen.page().onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    wrong.add(message.text());
                }
            });
            screen.signIn(county.official(Role.VILLAGE_CLERK).username(), TestOfficers.PASSWORD);
            look(screen, "/cases/" + caseId + "/papers", "papers-of-case", wrong);
            look(screen, "/papers/batch?kind=RECEIPT", "papers-batch", wrong);
            look(screen, "/deliveries", "deliveries", wrong);
            screen.page().getByText("登记送达").last().click();
            screen.picture("delivery");
            screen.open("/papers");
            screen.page().locator("#files").setInputFiles(new FilePayload("没有码.png", "image/png", Official.PICTURE));
            screen.press("上传并归档");
            screen.page().getByText("没有读出识别码").first().waitFor();
            screen.picture("papers-scans");
        }
        try (var screen = new Screen(browser, port)) {
            screen.signIn(county.official(Role.COUNTY_CLERK).username(), TestOfficers.PASSWORD);
            look(screen, "/papers/templates", "paper-templates", wrong);
            look(screen, "/papers/templates/ENTERED", "paper-template", wrong);
            screen.page()
                    .locator("#file")
                    .setInputFiles(new FilePayload(
                            "错.docx",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "PK".getBytes(StandardCharsets.UTF_8)));
            screen.press("上传并换用");
            screen.page().getByText("这个模板不能用").waitFor();
            screen.picture("paper-template-refused");
        }
        try (var screen = new Screen(browser, port)) {
            screen.signIn(county.official(Role.ADMINISTRATOR).username(), TestOfficers.PASSWORD);
            look(screen, "/offices/words", "county-words", wrong);
            screen.page().locator("#town").fill("abc");
            screen.press("登记");
            screen.page().getByText("请填写一至六个汉字").waitFor();
        }
        assertThat(wrong).isEmpty();
    }
}
