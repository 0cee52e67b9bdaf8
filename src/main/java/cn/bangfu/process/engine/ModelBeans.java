package cn.bangfu.process.engine;

import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The closed list of beans that a diagram may name: this application's delegates, listeners and {@link ModelFunctions}. The engine would
 * offer every bean of the application. Beans are made when first named, because they lean on features that lean on the engine.
 */
class ModelBeans extends AbstractMap<Object, Object> {

    private static final String OURS = "cn.bangfu.process.";

    private final ListableBeanFactory beans;
    private volatile @Nullable Set<String> names;
    private volatile @Nullable Set<String> callable;

    ModelBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** All names; deterministic order. */
    Set<String> names() {
        var known = names;
        if (known == null) {
            known = new TreeSet<>(named(JavaDelegate.class));
            known.addAll(named(ExecutionListener.class));
            known.addAll(callable());
            names = known;
        }
        return known;
    }

    /** Those on which an expression may call methods. */
    Set<String> callable() {
        var known = callable;
        if (known == null) {
            known = named(ModelFunctions.class);
            callable = known;
        }
        return known;
    }

    /** Whether it is one of the beans on which an expression may call methods. */
    boolean isCallable(Object bean) {
        return bean instanceof ModelFunctions && callable().stream().anyMatch(name -> beans.getBean(name) == bean);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String && names().contains(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return containsKey(name) ? beans.getBean(String.valueOf(name)) : null;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return names().stream()
                .map(name -> Map.entry((Object) name, beans.getBean(name)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Set<String> named(Class<?> type) {
        return Arrays.stream(beans.getBeanNamesForType(type, false, false))
                .filter(name -> {
                    var made = beans.getType(name, false);
                    return made != null && made.getName().startsWith(OURS);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
