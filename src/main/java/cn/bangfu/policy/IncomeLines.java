package cn.bangfu.policy;

import cn.bangfu.shared.DivisionCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Income lines (监测线) by county and year: yuan of net income per head. Below means strictly below. */
public interface IncomeLines {

    /** The line in force on a day: for a case, the day it was accepted. */
    Setting<BigDecimal> of(DivisionCode county, LocalDate date);

    /** All lines of a county, newest first. */
    List<IncomeLine> history(DivisionCode county);

    /**
     * @param year the year whose figure it is
     * @param example made up for trying and teaching; never used in production
     */
    record IncomeLine(
            int year, LocalDate validFrom, BigDecimal yuan, String source, boolean confirmed, boolean example) {}
}
