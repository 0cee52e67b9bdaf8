package cn.bangfu.shared;

import java.util.regex.Pattern;

/**
 * Code of a county (6 digits), town (9) or village (12) in the national statistical division table.
 *
 * @param value 6, 9 or 12 digits
 */
public record DivisionCode(String value) implements Comparable<DivisionCode> {

    /** Levels of division that take part in the procedure, widest first. */
    public enum Level {
        COUNTY(6, "县级"),
        TOWN(9, "乡镇"),
        VILLAGE(12, "村级");

        private final int digits;
        private final String label;

        Level(int digits, String label) {
            this.digits = digits;
            this.label = label;
        }

        public int digits() {
            return digits;
        }

        public String label() {
            return label;
        }
    }

    private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{5}(\\d{3}(\\d{3})?)?");

    /** @throws IllegalArgumentException if the value has not 6, 9 or 12 digits */
    public DivisionCode {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a division code: " + value);
        }
    }

    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    public Level level() {
        return switch (value.length()) {
            case 6 -> Level.COUNTY;
            case 9 -> Level.TOWN;
            default -> Level.VILLAGE;
        };
    }

    public DivisionCode county() {
        return new DivisionCode(value.substring(0, 6));
    }

    /** @throws IllegalStateException for a county */
    public DivisionCode town() {
        if (level() == Level.COUNTY) {
            throw new IllegalStateException("a county lies in no town: " + value);
        }
        return new DivisionCode(value.substring(0, 9));
    }

    /**
     * The division of that level in which this one lies.
     *
     * @throws IllegalStateException if this one is wider than the level asked for
     */
    public DivisionCode at(Level level) {
        if (value.length() < level.digits()) {
            throw new IllegalStateException(value + " is wider than " + level);
        }
        return new DivisionCode(value.substring(0, level.digits()));
    }

    /** Whether the other division is this one or lies in it. */
    public boolean contains(DivisionCode other) {
        return other.value.startsWith(value);
    }

    @Override
    public int compareTo(DivisionCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
