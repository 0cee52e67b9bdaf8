package cn.bangfu.process.gateway.form;

import cn.bangfu.shared.FieldError;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer measured against its form.
 *
 * @param values what is to be kept: hidden fields dropped, read-only ones as the server knows them, numbers in plain digits
 * @param routing values that the process owner marked as routing, by the name of the process variable
 * @param evidence ids of photographs and scans anywhere in the answer, with the path of their field
 * @param errors none if the answer fits
 */
public record FormCheck(
        Map<String, @Nullable Object> values,
        Map<String, @Nullable Object> routing,
        Map<UUID, String> evidence,
        List<FieldError> errors) {

    public boolean fits() {
        return errors.isEmpty();
    }
}
