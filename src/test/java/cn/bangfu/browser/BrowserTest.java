package cn.bangfu.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.bangfu.testing.ApplicationTest;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A test of the whole application that looks at it with Chromium. All of them share one browser; methods take it as a
 * {@link Browser}. Its name has to end in {@code BrowserTest}: the build insists that each of these has run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationTest
@ExtendWith(BrowserTest.Chromium.class)
@interface BrowserTest {

    final class Chromium implements BeforeAllCallback, ParameterResolver {

        static final Path EXECUTABLE = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

        static final List<String> ARGUMENTS = List.of(
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");

        private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Chromium.class);

        private record Running(Playwright playwright, Browser browser)
                implements ExtensionContext.Store.CloseableResource {

            static Running start() {
                var playwright = newPlaywright();
                var options = new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(ARGUMENTS);
                return new Running(playwright, playwright.chromium().launch(options));
            }

            @Override
            public void close() {
                playwright.close();
            }
        }

        /** One that looks for no browser of its own. */
        static Playwright newPlaywright() {
            return Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        }

        @Override
        public void beforeAll(ExtensionContext context) {
            assumeTrue(Files.isExecutable(EXECUTABLE), "no Chromium at " + EXECUTABLE);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(Running.class, r -> Running.start(), Running.class)
                    .browser();
        }
    }
}
