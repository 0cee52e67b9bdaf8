package cn.bangfu.policy;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.PersonId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Proposed changes, and what came of them. Nothing is changed or deleted. */
public interface ParameterChanges {

    void add(ParameterChange change);

    Optional<ParameterChange> open(UUID id);

    /** Not yet decided, the oldest first. */
    List<ParameterChange> open(DivisionCode county);

    void decide(UUID change, boolean published, PersonId person, String personName);

    /** A new set from that day on. The database refuses one that begins before tomorrow, or whose steps exceed the total. */
    void publish(ParameterSet set, PersonId person, String note);

    void publishLine(ParameterChange line, PersonId person);
}
