package cn.bangfu.policy;

import cn.bangfu.shared.DivisionCode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The dated parameters of counties. */
public interface CountyParameters {

    /**
     * The set in force on a day; what a county has not laid down is unset in it.
     *
     * @param county any division in the county
     */
    ParameterSet of(DivisionCode county, LocalDate date);

    /** A set that a case began under. */
    ParameterSet version(UUID version);

    /** All sets of a county, newest first, those to come included. */
    List<ParameterSet> history(DivisionCode county);
}
