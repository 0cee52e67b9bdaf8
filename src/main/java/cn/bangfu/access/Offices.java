package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Optional;

/** The offices of the counties that this installation serves. */
public interface Offices {

    Optional<Office> find(OfficeId id);

    /** The village's, town's or county's own office. */
    Optional<Office> of(DivisionCode division);

    Optional<Office> department(DivisionCode county, Department department);

    /** All departments of a county. */
    List<Office> departments(DivisionCode county);

    /** Every office within the scope. */
    List<Office> in(DivisionScope scope);
}
