package cn.bangfu.quality;

import cn.bangfu.access.DivisionScope;
import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.HouseholdId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks and their findings. */
public interface QualityFindings {

    /** The last look at a county. */
    record Look(Instant at, int tookMillis) {}

    /**
     * @param member whom it concerns; none where it concerns the household
     * @param other number of the household it has to do with
     * @param detail an age, a level, an amount
     */
    record Finding(
            QualityRule rule,
            HouseholdId household,
            String householdNumber,
            String head,
            DivisionCode village,
            @Nullable String member,
            @Nullable String other,
            @Nullable String detail) {}

    /** Where a look is that somebody has asked for. */
    enum Asked {
        RUNNING,
        FAILED
    }

    /** Asks for a look, unless one is running. */
    void ask(DivisionCode county);

    /** The next county that waits for its look, or whose process is gone. */
    Optional<DivisionCode> claim();

    void heartbeat(DivisionCode county);

    void fail(DivisionCode county);

    /** None where nobody has asked since the last look. */
    Optional<Asked> asked(DivisionCode county);

    /** Looks at all of a county, one statement a rule; replaces the look before. @param line none where the county has none */
    void look(DivisionCode county, @Nullable BigDecimal line);

    Optional<Look> latest(DivisionCode county);

    Map<QualityRule, Integer> counts(DivisionCode county, DivisionScope scope);

    List<Finding> list(DivisionCode county, DivisionScope scope, @Nullable QualityRule rule, int limit);
}
