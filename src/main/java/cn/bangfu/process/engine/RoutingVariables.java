package cn.bangfu.process.engine;

import java.util.Set;

/**
 * Names of the variables that a process routes by. Only these enter the engine's history; whatever else a diagram or a multi-instance
 * step may set stays out of it. One bean for each model.
 */
@FunctionalInterface
public interface RoutingVariables {

    Set<String> names();
}
