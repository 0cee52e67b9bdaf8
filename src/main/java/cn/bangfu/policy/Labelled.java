package cn.bangfu.policy;

/** A word of the procedure that officials read in Chinese. */
public interface Labelled {

    /** As officials say it. */
    String label();
}
