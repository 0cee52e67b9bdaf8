package cn.bangfu.process.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Expressions that can do what our diagrams need and nothing else: read variables, the business key, elements of lists and maps, and
 * call methods of {@link ModelFunctions}. The closed list of beans alone is not enough: {@code "".getClass().forName(…)} and
 * {@code execution.processEngineServices} need no bean (H14). There are no functions either: {@code now()} is not legal time.
 */
class ClosedExpressionManager extends SpringExpressionManager {

    private final ModelBeans modelBeans;

    ClosedExpressionManager(ApplicationContext context, ModelBeans modelBeans) {
        super(context, modelBeans);
        this.modelBeans = modelBeans;
    }

    @Override
    protected ELResolver createElResolver() {
        var resolvers = new CompositeELResolver();
        resolvers.add(new VariableScopeElResolver());
        resolvers.add(new VariableContextElResolver());
        resolvers.add(new ReadOnlyMapELResolver(modelBeans));
        resolvers.add(new ClosedResolver(modelBeans));
        return resolvers;
    }

    @Override
    public void addFunction(String name, Method function) {
        // None: the engine's and Spin's functions reach users, clocks and parsers.
    }

    /** The last resolver: whatever it does not know is refused. */
    private static final class ClosedResolver extends ELResolver {

        private static final Set<String> OF_EVERY_OBJECT =
                Arrays.stream(Object.class.getMethods()).map(Method::getName).collect(Collectors.toUnmodifiableSet());

        private final ModelBeans modelBeans;

        ClosedResolver(ModelBeans modelBeans) {
            this.modelBeans = modelBeans;
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base == null) {
                return null;
            }
            context.setPropertyResolved(true);
            if (base instanceof DelegateExecution execution && property.equals("processBusinessKey")) {
                return execution.getProcessBusinessKey();
            }
            if (base instanceof Map<?, ?> map) {
                return map.get(property);
            }
            if (base instanceof List<?> list && property instanceof Number index) {
                return index.intValue() >= 0 && index.intValue() < list.size() ? list.get(index.intValue()) : null;
            }
            throw new ELException("an expression may not read " + property + " of " + kind(base));
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                Object method,
                Class<?> @Nullable [] parameterTypes,
                Object[] parameters) {
            if (base == null || !modelBeans.isCallable(base) || OF_EVERY_OBJECT.contains(String.valueOf(method))) {
                throw new ELException("an expression may not call " + method + " on " + kind(base));
            }
            context.setPropertyResolved(true);
            return call(context, base, String.valueOf(method), parameters);
        }

        /** Not by the engine's own resolver, which finds no method of a class that is not public. */
        private static @Nullable Object call(ELContext context, Object bean, String name, Object[] given) {
            var method = Arrays.stream(bean.getClass().getMethods())
                    .filter(m -> m.getName().equals(name) && m.getParameterCount() == given.length && !m.isBridge())
                    .findFirst()
                    .orElseThrow(
                            () -> new ELException("there is no method " + name + " with " + given.length + " values"));
            var coercion = (ExpressionFactory) context.getContext(ExpressionFactory.class);
            var types = method.getParameterTypes();
            var values = new Object[given.length];
            for (int i = 0; i < given.length; i++) {
                values[i] = coercion.coerceToType(given[i], types[i]);
            }
            try {
                method.setAccessible(true);
                return method.invoke(bean, values);
            } catch (InvocationTargetException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new ELException(e.getCause());
            } catch (IllegalAccessException e) {
                throw new ELException(e);
            }
        }

        @Override
        public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return null;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
            throw new ELException("an expression may not set " + property);
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return true;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return Collections.emptyIterator();
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return Object.class;
        }

        private static String kind(@Nullable Object base) {
            return base == null ? "nothing" : base.getClass().getSimpleName();
        }
    }
}
