package cn.bangfu.comparison;

/** Opens what is sealed of departments' rows. */
public interface SealedFacts {

    /**
     * The name that the file gives the person; empty where it gives none.
     *
     * @param line of the row among those that were sealed with it
     */
    String nameOf(byte[] sealed, int line);
}
