package cn.bangfu.process.gateway;

import cn.bangfu.process.ProcessVariable;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Routing values of a case as the engine keeps them, read by their typed names. */
public record RoutingValues(Map<String, Object> values) {

    public RoutingValues {
        values = Map.copyOf(values);
    }

    public static RoutingValues none() {
        return new RoutingValues(Map.of());
    }

    public <T> Optional<T> find(ProcessVariable<T> variable) {
        return Optional.ofNullable(variable.read(values.get(variable.name())));
    }

    /** @throws NoSuchElementException if the case has no such value yet */
    public <T> T require(ProcessVariable<T> variable) {
        return find(variable)
                .orElseThrow(() -> new NoSuchElementException("routing value " + variable.name() + " is not set"));
    }
}
