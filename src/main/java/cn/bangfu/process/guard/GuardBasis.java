package cn.bangfu.process.guard;

import java.util.List;

/** Gives the guard what it measures files against. */
public interface GuardBasis {

    /** @param released whether forms that are released now count as there, besides those that come along */
    Surroundings around(List<ModelFile> files, boolean released);
}
