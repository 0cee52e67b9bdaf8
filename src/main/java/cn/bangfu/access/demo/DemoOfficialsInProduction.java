package cn.bangfu.access.demo;

import java.io.Serial;

/** The database of a production system knows a demo account, whose password stands in the manual. */
class DemoOfficialsInProduction extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;
}
