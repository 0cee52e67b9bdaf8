package cn.bangfu.process.guard;

import cn.bangfu.process.ModelVariables;
import cn.bangfu.process.ProcessVariable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The product's own models, and what is edited on the way to the guard. */
final class Shipped implements Surroundings {

    private final List<ModelFile> uploaded;

    private final CountyOrder order;

    Shipped(List<ModelFile> uploaded) {
        this(uploaded, CountyOrder.STRICTEST);
    }

    Shipped(List<ModelFile> uploaded, CountyOrder order) {
        this.uploaded = uploaded;
        this.order = order;
    }

    @Override
    public CountyOrder order() {
        return order;
    }

    static Path path(String name) {
        return Path.of(name.endsWith(".form") ? "forms" : "processes", name);
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ModelFile file(String name) {
        return file(name, text(name));
    }

    static ModelFile file(String name, String text) {
        return new ModelFile(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static List<ModelFile> all() {
        var all = new ArrayList<ModelFile>();
        for (var folder : List.of("processes", "forms")) {
            try (var files = Files.list(Path.of(folder))) {
                files.map(path -> path.getFileName().toString())
                        .filter(name -> name.matches(".*\\.(bpmn|dmn|form)"))
                        .sorted()
                        .map(Shipped::file)
                        .forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    @Override
    public Optional<ModelFile> form(String key) {
        return uploaded.stream()
                .filter(file -> file.name().equals(key + ".form"))
                .findFirst()
                .or(() -> shipped(key + ".form"));
    }

    @Override
    public Optional<ModelFile> shipped(String fileName) {
        return Files.exists(path(fileName)) ? Optional.of(file(fileName)) : Optional.empty();
    }

    @Override
    public Set<String> delegates() {
        var delegates = new TreeSet<String>();
        for (var model : ModelVariables.BY_PROCESS.keySet()) {
            var named = Pattern.compile("delegateExpression=\"\\$\\{(\\w+)}\"").matcher(text(model + ".bpmn"));
            while (named.find()) {
                delegates.add(named.group(1));
            }
        }
        return delegates;
    }

    @Override
    public Set<String> processes() {
        return ModelVariables.BY_PROCESS.keySet();
    }

    @Override
    public Map<String, ProcessVariable<?>> variables(String processKey) {
        return ModelVariables.BY_PROCESS.getOrDefault(processKey, Set.of()).stream()
                .collect(Collectors.toMap(ProcessVariable::name, Function.identity()));
    }
}
