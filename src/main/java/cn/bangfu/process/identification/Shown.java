package cn.bangfu.process.identification;

import cn.bangfu.policy.Labelled;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How values read on a form. */
final class Shown {

    private Shown() {}

    static String yuan(@Nullable BigDecimal amount) {
        return amount == null ? "未核实" : new DecimalFormat("#,##0.00").format(amount) + "元";
    }

    static String labels(Collection<? extends Labelled> constants) {
        return constants.isEmpty()
                ? "无"
                : constants.stream().map(Labelled::label).sorted().collect(Collectors.joining("、"));
    }
}
