package cn.bangfu.policy;

import java.util.List;

/** Says why a set of a county's parameters would not fit what is built on them; offered by whoever builds on them. */
public interface ParameterGuard {

    /** For people; nothing if it fits. */
    List<String> faults(ParameterSet set);
}
