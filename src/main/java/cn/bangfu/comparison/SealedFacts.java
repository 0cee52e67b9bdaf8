package cn.bangfu.comparison;

/** Opens what is sealed of a department's row. */
public interface SealedFacts {

    /** The name that the file gives the person; empty where it gives none. */
    String nameOf(byte[] sealed);
}
