package cn.bangfu.notice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What an official takes down, or a person writes on the public page.
 *
 * @param receivedOn the day on which it came in, at the latest today
 * @param named whether the objector gives a name; otherwise name and contact are not kept
 */
public record NewObjection(
        ObjectionKind kind,
        ObjectionWay way,
        LocalDate receivedOn,
        String text,
        boolean named,
        @Nullable String name,
        @Nullable String contact) {

    @Override
    public String toString() {
        return "NewObjection[" + kind + ", " + way + "]";
    }
}
