package cn.bangfu.access;

import cn.bangfu.shared.DivisionCode;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The part of the country that an officer sees: some divisions with all that lies in them. */
public final class DivisionScope {

    private static final DivisionScope NOWHERE = new DivisionScope(Set.of());

    private final Set<DivisionCode> roots;

    private DivisionScope(Set<DivisionCode> roots) {
        this.roots = roots;
    }

    public static DivisionScope nowhere() {
        return NOWHERE;
    }

    public static DivisionScope of(DivisionCode... divisions) {
        return of(Set.of(divisions));
    }

    public static DivisionScope of(Collection<DivisionCode> divisions) {
        var roots = new TreeSet<DivisionCode>();
        // In order a wider division comes before those in it.
        for (var division : new TreeSet<>(divisions)) {
            if (roots.stream().noneMatch(root -> root.contains(division))) {
                roots.add(division);
            }
        }
        return new DivisionScope(roots);
    }

    /** The widest divisions; none lies in another. */
    public Set<DivisionCode> roots() {
        return Set.copyOf(roots);
    }

    public boolean isEmpty() {
        return roots.isEmpty();
    }

    public boolean covers(DivisionCode division) {
        return roots.stream().anyMatch(root -> root.contains(division));
    }

    /**
     * Condition for a {@code where}: true for rows whose division lies in this scope. The codes stand in it as literals, so that the
     * database can use an index on the column; they hold nothing but digits.
     *
     * @param column a column with a division's code, as written by a programmer: {@code h.village}
     */
    public String sqlCondition(String column) {
        if (roots.isEmpty()) {
            return "false";
        }
        return roots.stream()
                .map(root -> column + " like '" + root.value() + "%'")
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DivisionScope that && roots.equals(that.roots);
    }

    @Override
    public int hashCode() {
        return roots.hashCode();
    }

    @Override
    public String toString() {
        return roots.toString();
    }
}
