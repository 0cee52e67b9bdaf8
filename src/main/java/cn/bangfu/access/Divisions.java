package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import java.util.List;
import java.util.Optional;

/** The divisions of the counties that this installation serves. */
public interface Divisions {

    Optional<Division> find(DivisionCode code);

    /** @throws java.util.NoSuchElementException if there is no such division here */
    Division require(DivisionCode code);

    /** Towns of a county, villages of a town, in the order of their codes. */
    List<Division> in(DivisionCode parent);

    /** All villages that lie in a county or town. */
    List<Division> villagesIn(DivisionCode division);

    List<Division> counties();

    /** How people find it within the county: 锡尼镇 阿日柴达木村; a town or county just by its name. */
    String path(DivisionCode code);

    /** With the county in front: 杭锦旗 锡尼镇 阿日柴达木村. */
    String fullPath(DivisionCode code);

    /** What the county in which the division lies calls things. */
    CountyWords words(DivisionCode code);
}
