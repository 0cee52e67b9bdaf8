package cn.bangfu.process.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form of this repository can be checked on the server, and is named like its file. */
class ReleasedFormsTest {

    static Stream<Path> forms() throws IOException {
        try (var files = Files.list(Path.of("forms"))) {
            return files.filter(file -> file.toString().endsWith(".form")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isCheckedOnTheServer(Path file) throws IOException {
        var form = FormSchema.parse(Files.readAllBytes(file));
        assertThat(form.key() + ".form").isEqualTo(file.getFileName().toString());
        assertThat(form.fieldPaths()).isNotEmpty().doesNotHaveDuplicates();
    }
}
