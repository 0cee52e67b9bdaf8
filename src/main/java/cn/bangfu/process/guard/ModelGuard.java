package cn.bangfu.process.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The deployment guard: a file from wherever it comes is either harmless and lawful, or refused with a sentence in Chinese that names
 * the element (H14, H16, T19; due procedure: rules.md annex A).
 */
public final class ModelGuard {

    /** Larger than any of ours by far. */
    public static final int MOST_BYTES = 2_000_000;

    public static final int MOST_FILES = 100;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,80}\\.(bpmn|dmn|form)");
    private static final Set<String> ENDINGS = Set.of("bpmn", "dmn", "form");
    private static final int MOST_FAULTS = 100;

    private ModelGuard() {}

    /** Everything: harmless, runs, and lawful. */
    public static List<Fault> faults(List<ModelFile> files, Surroundings around) {
        var faults = new ArrayList<Fault>();
        if (files.isEmpty()) {
            faults.add(new Fault("", "", "没有上传任何文件。"));
        }
        if (files.size() > MOST_FILES) {
            faults.add(new Fault("", "", "一次最多上传" + MOST_FILES + "个文件。"));
            return faults;
        }
        for (var file : files) {
            faults.addAll(faults(file, around));
        }
        return faults.size() > MOST_FAULTS ? List.copyOf(faults.subList(0, MOST_FAULTS)) : List.copyOf(faults);
    }

    private static List<Fault> faults(ModelFile file, Surroundings around) {
        var outside = outside(file);
        if (!outside.isEmpty()) {
            return outside;
        }
        return switch (file.ending()) {
            case "form" -> FormRules.faults(file, around);
            case "dmn" -> DmnRules.faults(file, around);
            default -> diagram(file, around);
        };
    }

    private static List<Fault> outside(ModelFile file) {
        if (!ENDINGS.contains(file.ending())) {
            return List.of(new Fault(file.name(), "", "只能部署.bpmn、.dmn和.form文件。"));
        }
        if (!NAME.matcher(file.name()).matches()) {
            return List.of(new Fault(file.name(), "", "文件名只能是小写英文字母、数字和短横，例如visit-household.form。请改名。"));
        }
        if (file.content().length > MOST_BYTES) {
            return List.of(new Fault(file.name(), "", "文件超过2MB，不是正常的流程、规则表或表单。"));
        }
        return List.of();
    }

    private static List<Fault> diagram(ModelFile file, Surroundings around) {
        try {
            var document = Xml.read(file.content());
            var faults = new ArrayList<>(BpmnVocabulary.faults(file.name(), document));
            if (!faults.isEmpty()) {
                return faults;
            }
            var diagram = Diagram.of(document);
            if (diagram.isEmpty()) {
                return List.of(new Fault(file.name(), "", "一个文件应正好有一个流程。请分开。"));
            }
            faults.addAll(BpmnStructure.faults(file, document, diagram.get(), around));
            var key = diagram.get().key();
            if (DueProcedure.covers(key)) {
                var shipped = around.shipped(key + ".bpmn").orElseThrow();
                faults.addAll(DueProcedure.faults(
                        file.name(),
                        diagram.get(),
                        Diagram.of(Xml.read(shipped.content())).orElseThrow(),
                        around.order()));
            } else if (around.shipped(file.name()).isEmpty()) {
                faults.add(new Fault(file.name(), key, "流程“" + key + "”是新的，没有谁会发起。只能改已有的流程。"));
            }
            return faults;
        } catch (Xml.Unreadable e) {
            return List.of(new Fault(file.name(), "", String.valueOf(e.getMessage())));
        }
    }

    /** Where a diagram that is in force does not keep to an order that a county wants. */
    public static List<Fault> orderFaults(ModelFile diagram, CountyOrder wanted) {
        try {
            return Diagram.of(Xml.read(diagram.content())).stream()
                    .flatMap(read -> DueProcedure.orderFaults(diagram.name(), read, wanted).stream())
                    .toList();
        } catch (Xml.Unreadable e) {
            throw new IllegalStateException(diagram.name() + " is in force and cannot be read", e);
        }
    }

    /** Whether the law says something of what is in the file. */
    public static boolean isOfTheProcedure(ModelFile file) {
        return file.ending().equals("bpmn") && DueProcedure.covers(file.key());
    }

    /**
     * For the engine, which deploys the product's own files and those that were released: nothing in them runs code.
     *
     * @param delegates beans that a service task may name
     */
    public static List<Fault> hostile(ModelFile file, Set<String> delegates) {
        if (!ENDINGS.contains(file.ending())) {
            return List.of(new Fault(file.name(), "", "只能部署.bpmn、.dmn和.form文件。"));
        }
        if (file.content().length > MOST_BYTES) {
            return List.of(new Fault(file.name(), "", "文件超过2MB，不是正常的流程、规则表或表单。"));
        }
        if (file.ending().equals("form")) {
            return FormRules.hostile(file);
        }
        if (file.ending().equals("dmn")) {
            return DmnRules.hostile(file);
        }
        try {
            var document = Xml.read(file.content());
            var faults = new ArrayList<>(BpmnVocabulary.faults(file.name(), document));
            Diagram.of(document).ifPresent(diagram -> faults.addAll(BpmnStructure.harmless(file, diagram, delegates)));
            return faults;
        } catch (Xml.Unreadable e) {
            return List.of(new Fault(file.name(), "", String.valueOf(e.getMessage())));
        }
    }
}
