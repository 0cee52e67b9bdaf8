package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.time.LocalDate;
import java.util.Collection;

/** Where {@link ReferenceData} puts what it read. Not for other modules: they look up through {@link Divisions} and {@link Offices}. */
public interface DivisionStore {

    /** Makes other nodes that start at the same time wait, until the transaction ends. */
    void lock();

    /** Adds divisions and corrects those that are there. */
    void save(Collection<Division> divisions);

    /** From that day on the county says so. */
    void say(DivisionCode county, CountyWords words, LocalDate from, OfficerId by);

    /** Adds offices that are not there yet; who is there keeps its name. */
    void addMissing(Collection<Office> offices);
}
