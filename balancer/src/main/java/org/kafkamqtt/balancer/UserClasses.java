package org.kafkamqtt.balancer;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Classes that users bring along. */
final class UserClasses {
    private static final String KAFKA_PARTITIONER = "org.apache.kafka.clients.producer.Partitioner";
    private static final String BRIDGE = "org.kafkamqtt.balancer.kafka.PartitionerBalancer";

    private UserClasses() {}

    static ClassLoader loader(List<Path> path, ClassLoader parent) {
        List<URL> urls = new ArrayList<>();
        for (Path entry : path) {
            if (!Files.exists(entry)) {
                throw new BalancerException("balancer path " + entry + " does not exist");
            }
            urls.add(url(entry));
            if (Files.isDirectory(entry)) {
                jars(entry).forEach(jar -> urls.add(url(jar)));
            }
        }
        return urls.isEmpty() ? parent : new URLClassLoader(urls.toArray(URL[]::new), parent);
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BalancerException("cannot read balancer path " + folder + ": " + e.getMessage(), e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new BalancerException("cannot use balancer path " + path + ": " + e.getMessage(), e);
        }
    }

    static Optional<Class<?>> find(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, true, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (LinkageError e) {
            throw new BalancerException("class " + name + " cannot be loaded: " + e, e);
        }
    }

    /**
     * A balancer of a user's class, which is a {@link Balancer} or a Kafka {@code Partitioner} with a public constructor
     * that takes nothing or, for a balancer, {@link Options}.
     */
    static Balancer instance(Class<?> type, Map<String, String> options) {
        if (Balancer.class.isAssignableFrom(type)) {
            return (Balancer) balancer(type, options);
        }
        if (isPartitioner(type)) {
            Class<?> bridge = find(BRIDGE, UserClasses.class.getClassLoader())
                    .orElseThrow(() -> new BalancerException("class " + type.getName() + " needs kafka-clients"));
            return (Balancer) invoked(bridge, new Class<?>[] {Class.class, Map.class}, type, options);
        }
        throw new BalancerException("class " + type.getName() + " implements neither " + Balancer.class.getName()
                + " nor " + KAFKA_PARTITIONER);
    }

    private static boolean isPartitioner(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            if (Stream.of(each.getInterfaces()).anyMatch(i -> i.getName().equals(KAFKA_PARTITIONER))) {
                return true;
            }
        }
        return false;
    }

    private static Object balancer(Class<?> type, Map<String, String> options) {
        boolean takesOptions = Stream.of(type.getConstructors())
                .anyMatch(c -> List.of(c.getParameterTypes()).equals(List.of(Options.class)));
        if (takesOptions) {
            return invoked(type, new Class<?>[] {Options.class}, new Options(type.getSimpleName(), options));
        }
        if (!options.isEmpty()) {
            throw new BalancerException("balancer " + type.getName() + " takes no options: it has no constructor with "
                    + Options.class.getName());
        }
        return invoked(type, new Class<?>[0]);
    }

    private static Object invoked(Class<?> type, Class<?>[] parameters, Object... arguments) {
        try {
            Constructor<?> constructor = type.getConstructor(parameters);
            constructor.trySetAccessible();
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof BalancerException known) {
                throw known;
            }
            throw new BalancerException(
                    "balancer " + type.getName() + " cannot be made: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new BalancerException(
                    "balancer " + type.getName() + " has no public constructor without parameters, or is not public",
                    e);
        }
    }
}
