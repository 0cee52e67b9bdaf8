package cn.bangfu.process.release;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came into force.
 *
 * @param draft none where it takes another one back
 * @param last whether it can be taken back: nothing came after it
 */
public record ModelRelease(
        UUID id,
        long number,
        @Nullable UUID draft,
        @Nullable UUID takesBack,
        String reason,
        Instant releasedAt,
        String personName,
        List<String> files,
        boolean last) {

    public ModelRelease {
        files = List.copyOf(files);
    }
}
