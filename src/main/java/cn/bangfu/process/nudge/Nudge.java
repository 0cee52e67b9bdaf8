package cn.bangfu.process.nudge;

import cn.bangfu.shared.ChinaTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That an office was reminded of its task.
 *
 * @param by office and name; none: the clock
 */
public record Nudge(
        Instant at, @Nullable String by, @Nullable String note) {

    /** As people read it: 2026年11月22日 10:00 锡尼镇人民政府王敏催办：请今天办完. */
    public String said() {
        return ChinaTime.minute(at) + " " + (by == null ? "到期自动催办" : by + "催办") + (note == null ? "" : "：" + note);
    }
}
