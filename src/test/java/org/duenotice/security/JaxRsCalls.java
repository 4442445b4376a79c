package org.duenotice.security;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Finds every call that a set of JAX-RS resources answers, through their sub-resources too. */
final class JaxRsCalls {

    record Call(String method, String path) {}

    private final Set<Call> calls = new LinkedHashSet<>();

    static Set<Call> of(String prefix, Set<Class<?>> resources) {
        var found = new JaxRsCalls();
        for (var resource : resources) {
            var path = path(annotated(resource));
            if (path != null) {
                found.collect(join(prefix, path), resource, new HashSet<>());
            }
        }
        return found.calls;
    }

    private void collect(String prefix, Class<?> resource, Set<Class<?>> above) {
        if (!above.add(resource)) {
            return;
        }
        for (var method : resource.getMethods()) {
            var declared = declarations(method);
            var verb = declared.stream()
                    .flatMap(one -> Arrays.stream(one.getAnnotations()))
                    .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
                    .filter(Objects::nonNull)
                    .map(HttpMethod::value)
                    .findFirst();
            var path = declared.stream()
                    .map(one -> one.getAnnotation(Path.class))
                    .filter(Objects::nonNull)
                    .map(Path::value)
                    .findFirst();
            var whole = join(prefix, path.orElse(""));
            if (verb.isPresent()) {
                calls.add(new Call(verb.get(), filled(whole)));
            } else if (path.isPresent()) {
                collect(whole, method.getReturnType(), new HashSet<>(above));
            }
        }
    }

    private static List<Method> declarations(Method method) {
        var all = new ArrayList<Method>();
        for (var type : supertypes(method.getDeclaringClass())) {
            try {
                all.add(type.getMethod(method.getName(), method.getParameterTypes()));
            } catch (NoSuchMethodException e) {
                // this type does not declare it
            }
        }
        return all;
    }

    private static Class<?> annotated(Class<?> type) {
        return supertypes(type).stream()
                .filter(one -> one.isAnnotationPresent(Path.class))
                .findFirst()
                .orElse(type);
    }

    private static String path(Class<?> type) {
        var path = type.getAnnotation(Path.class);
        return path == null ? null : path.value();
    }

    private static Set<Class<?>> supertypes(Class<?> type) {
        var all = new LinkedHashSet<Class<?>>();
        for (var one = type; one != null; one = one.getSuperclass()) {
            all.add(one);
            Arrays.stream(one.getInterfaces()).forEach(parent -> all.addAll(supertypes(parent)));
        }
        return all;
    }

    private static String join(String prefix, String path) {
        var tail = path.startsWith("/") ? path : "/" + path;
        return tail.equals("/") ? prefix : prefix.replaceFirst("/$", "") + tail;
    }

    private static String filled(String path) {
        return path.replaceAll("\\{(engine|processEngineName|name)[^}/]*}", "default")
                .replaceAll("\\{[^}]*}", "1");
    }
}
