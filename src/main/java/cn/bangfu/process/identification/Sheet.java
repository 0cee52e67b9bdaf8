package cn.bangfu.process.identification;

import cn.bangfu.paper.PaperContent;
import cn.bangfu.paper.PaperField;
import cn.bangfu.paper.PaperKind;
import cn.bangfu.paper.PaperSource;
import cn.bangfu.paper.PaperSubject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One kind of paper about cases. */
record Sheet(
        PaperKind kind,
        List<PaperField> fields,
        Function<PaperSubject, Optional<PaperContent>> filled,
        Function<PaperSubject, List<PaperSubject>> split)
        implements PaperSource {

    Sheet(PaperKind kind, List<PaperField> fields, Function<PaperSubject, Optional<PaperContent>> filled) {
        this(kind, fields, filled, List::of);
    }

    @Override
    public List<PaperSubject> sheets(PaperSubject subject) {
        return split.apply(subject);
    }

    @Override
    public Optional<PaperContent> content(PaperSubject subject) {
        return filled.apply(subject);
    }

    List<String> columns(String table) {
        return fields.stream()
                .filter(field -> field.name().equals(table))
                .findFirst()
                .orElseThrow()
                .columns();
    }
}
