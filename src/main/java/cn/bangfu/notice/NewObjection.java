package cn.bangfu.notice;

import cn.bangfu.shared.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

    static final int LONGEST = 2000;

    /** What is wrong with it, whatever it is said against; fields as the record names them. */
    public List<FieldError> faults(LocalDate today) {
        var errors = new ArrayList<FieldError>();
        if (text.isBlank()) {
            errors.add(new FieldError("text", "请写明反映的内容"));
        } else if (text.length() > LONGEST) {
            errors.add(new FieldError("text", "不能超过" + LONGEST + "字"));
        }
        if (named && (name == null || name.isBlank())) {
            errors.add(new FieldError("name", "实名反映的请填写姓名；不愿留名的请选择匿名"));
        }
        if (receivedOn.isAfter(today)) {
            errors.add(new FieldError("receivedOn", "收到日期不能晚于今天"));
        }
        return errors;
    }

    @Override
    public String toString() {
        return "NewObjection[" + kind + ", " + way + "]";
    }
}
