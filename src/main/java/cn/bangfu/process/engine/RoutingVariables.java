package cn.bangfu.process.engine;

import cn.bangfu.process.ProcessVariable;
import java.util.Set;

/**
 * The variables that a process routes by. Only these enter the engine's history; whatever else a diagram or a multi-instance step may
 * set stays out of it. One bean for each model.
 */
@FunctionalInterface
public interface RoutingVariables {

    Set<ProcessVariable<?>> variables();
}
