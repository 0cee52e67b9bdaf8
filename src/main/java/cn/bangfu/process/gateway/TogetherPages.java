package cn.bangfu.process.gateway;

import java.util.Optional;

/** Knows pages on which a step is done for many households at once. */
public interface TogetherPages {

    /** A path of this site; empty if the step has no such page. */
    Optional<String> pageOf(String element);
}
