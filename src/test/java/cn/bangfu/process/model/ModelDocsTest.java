package cn.bangfu.process.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The generated pages say what the models say now. Write them anew with {@code mvn -q test -DskipFrontend=true -Dtest=ModelDocsTest
 * -Dbangfu.docs=write}.
 */
class ModelDocsTest {

    @Test
    void theProcessMapIsUpToDate() throws IOException {
        check("process-map.md", ModelDocs.processMap());
    }

    @Test
    void theListOfFormFieldsIsUpToDate() throws IOException {
        check("forms.md", ModelDocs.forms());
    }

    private static void check(String name, String page) throws IOException {
        var file = Path.of("docs", name);
        if ("write".equals(System.getProperty("bangfu.docs"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, page);
        }
        assertThat(file)
                .as("docs/%s is stale: run this test with -Dbangfu.docs=write", name)
                .hasContent(page);
    }
}
