package cn.bangfu.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The Word files of {@code src/main/resources/paper/templates} are what {@link ShippedTemplates} says. After a change there:
 * {@code mvn -q test -DskipFrontend=true -Dtest=ShippedTemplatesTest -Dbangfu.papers=write}.
 */
class ShippedTemplatesTest {

    private static final Path FOLDER = Path.of("src/main/resources/paper/templates");

    @ParameterizedTest
    @EnumSource
    void theWordFileIsWhatTheTextSays(PaperKind kind) throws IOException {
        var file = FOLDER.resolve(kind.stem() + ".docx");
        var wanted = ShippedTemplates.of(kind);
        if ("write".equals(System.getProperty("bangfu.papers"))) {
            Files.createDirectories(FOLDER);
            if (!Files.exists(file) || !same(Files.readAllBytes(file), wanted)) {
                Files.write(file, wanted);
            }
        }
        assertThat(same(Files.readAllBytes(file), wanted))
                .as("%s is out of date, see the Javadoc of this test", file)
                .isTrue();
    }

    private static boolean same(byte[] one, byte[] other) {
        var left = DocxParts.read(one);
        var right = DocxParts.read(other);
        return left.names().equals(right.names())
                && left.names().stream().allMatch(name -> Arrays.equals(left.require(name), right.require(name)));
    }
}
