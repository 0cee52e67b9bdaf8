package cn.bangfu.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where officials practise, every page and every paper says so (演练): no template is without the mark, or the frame that bears it. */
class TrainingMarkTest {

    private static final Path RESOURCES = Path.of("src/main/resources");

    static List<Path> pages() throws IOException {
        return under("templates", ".html");
    }

    static List<Path> papers() throws IOException {
        return under("paper/templates", ".docx");
    }

    private static List<Path> under(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageBearsTheMarkOrStandsInAFrameThatDoes(Path page) throws IOException {
        var text = Files.readString(page);
        // A part of pages has no body of its own worth a mark.
        if (text.contains("<main") || text.contains("<title")) {
            assertThat(text).containsAnyOf("layout :: page", "public/frame :: page", "class=\"training");
        }
    }

    @ParameterizedTest
    @MethodSource("papers")
    void aPaperHasAPlaceForTheMark(Path paper) throws IOException {
        try (var zip = new ZipFile(paper.toFile())) {
            var said = new StringBuilder();
            for (var part : zip.stream()
                    .filter(entry -> entry.getName().endsWith(".xml"))
                    .toList()) {
                said.append(new String(zip.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8)
                        .replaceAll("<[^>]+>", ""));
            }
            assertThat(said).contains("{{演练}}");
        }
    }
}
