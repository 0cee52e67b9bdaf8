package cn.bangfu.process.engine;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;

/** All operations of the engine's REST API, read from its own classes. */
record EngineOperations(SortedSet<Operation> all) {

    record Operation(String method, String path) implements Comparable<Operation> {

        @Override
        public int compareTo(Operation other) {
            return toString().compareTo(other.toString());
        }

        /** With something in the place of each parameter. */
        String example() {
            return path.replaceAll(
                            "\\{(processDefinitionId|decisionDefinitionId|id)[^}]*}(?=.*)",
                            "3fa85f64-5717-4562-b3fc-2c963f66afa6")
                    .replaceAll("\\{[^}]*[iI]d[^}]*}", "3fa85f64-5717-4562-b3fc-2c963f66afa6")
                    .replaceAll("\\{[^}]*}", "name");
        }

        @Override
        public String toString() {
            return path + " " + method;
        }
    }

    static EngineOperations read() {
        var found = new TreeSet<Operation>();
        collect(NamedProcessEngineRestServiceImpl.class, "engine", new ArrayDeque<>(), found);
        return new EngineOperations(found);
    }

    private static void collect(Class<?> resource, String path, Deque<Class<?>> within, SortedSet<Operation> found) {
        if (within.contains(resource)) {
            return;
        }
        within.push(resource);
        for (var method : resource.getMethods()) {
            if (method.isBridge()) {
                continue;
            }
            var part = annotation(method, Path.class).map(Path::value);
            var full = join(path, part.orElse(""));
            var verb = verb(method);
            if (verb.isPresent()) {
                found.add(new Operation(verb.get(), full));
            } else if (part.isPresent()) {
                collect(method.getReturnType(), full, within, found);
            }
        }
        within.pop();
    }

    private static Optional<String> verb(Method method) {
        return declarations(method)
                .flatMap(m -> Arrays.stream(m.getAnnotations()))
                .map(a -> a.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> type) {
        return declarations(method)
                .map(m -> m.getAnnotation(type))
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /** The method where it is declared: the annotations stand on the interfaces or superclasses. */
    private static java.util.stream.Stream<Method> declarations(Method method) {
        var types = new ArrayDeque<Class<?>>();
        var found = new java.util.ArrayList<Method>();
        types.add(method.getDeclaringClass());
        while (!types.isEmpty()) {
            var type = types.poll();
            try {
                found.add(type.getMethod(method.getName(), method.getParameterTypes()));
            } catch (NoSuchMethodException e) {
                // Not declared here.
            }
            types.addAll(Arrays.asList(type.getInterfaces()));
            if (type.getSuperclass() != null) {
                types.add(type.getSuperclass());
            }
        }
        return found.stream();
    }

    private static String join(String path, String part) {
        var clean = part.replaceAll("^/+", "").replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        return clean.isEmpty() ? path : path.replaceAll("/+$", "") + "/" + clean;
    }
}
