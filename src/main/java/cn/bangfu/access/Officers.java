package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import cn.bangfu.shared.OfficerId;
import java.util.List;
import java.util.Optional;

/** Looks officers up. To change them is the administrator's ({@link OfficerService}). */
public interface Officers {

    Optional<Officer> find(OfficerId id);

    Optional<Officer> byUsername(String username);

    /** Enabled officers who hold a post in the office now. */
    List<Officer> of(OfficeId office);

    /** Enabled officers who hold the role in the division's office now. */
    List<Officer> of(Role role, DivisionCode division);

    /** Enabled officers with a post within the scope now. */
    List<Officer> in(DivisionScope scope);

    /** Enabled officers of one of the engine's groups. */
    List<Officer> inGroup(String group);

    /** The engine's groups of an officer; none for a stranger or somebody disabled. */
    List<OfficerGroup> groupsOf(String username);

    /** A role's or an office's group. */
    Optional<OfficerGroup> group(String id);
}
