package cn.bangfu.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * One name, one type: a value by which a model finds its way. Never personal data. An enum's constant is kept by its name, so that
 * a diagram can ask {@code ${route == 'JUDGE'}}.
 *
 * @param name as the model writes it
 */
public record ProcessVariable<T>(String name, Class<T> type) {

    /** A list of texts, such as ids. */
    @SuppressWarnings("unchecked")
    public static ProcessVariable<List<String>> texts(String name) {
        return new ProcessVariable<>(name, (Class<List<String>>) (Class<?>) List.class);
    }

    /** @throws NoSuchElementException if it has no value here */
    public T get(VariableScope scope) {
        return find(scope).orElseThrow(() -> new NoSuchElementException("process variable " + name + " is not set"));
    }

    public Optional<T> find(VariableScope scope) {
        return Optional.ofNullable(read(scope.getVariable(name)));
    }

    public void put(VariableScope scope, T value) {
        scope.setVariable(name, write(value));
    }

    /** Seen by this scope and what lies in it only. */
    public void putLocal(VariableScope scope, T value) {
        scope.setVariableLocal(name, write(value));
    }

    /** For {@code Map.ofEntries}: a value of the right type beside its variable. */
    public Map.Entry<ProcessVariable<?>, Object> with(T value) {
        return Map.entry(this, value);
    }

    /**
     * What the engine kept, as this variable's type.
     *
     * @throws ClassCastException if the engine holds something else under this name
     */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public @Nullable T read(@Nullable Object kept) {
        if (kept != null && type.isEnum()) {
            return (T) Enum.valueOf((Class<? extends Enum>) type, (String) kept);
        }
        return type.cast(kept);
    }

    /**
     * The value as the engine keeps it.
     *
     * @throws ClassCastException if it is not of this variable's type
     */
    public Object write(Object value) {
        var typed = type.cast(value);
        if (typed instanceof List<?> list) {
            // The engine reads back only lists whose class it knows.
            return new ArrayList<>(list);
        }
        return typed instanceof Enum<?> constant ? constant.name() : typed;
    }
}
