package org.kafkamqtt.balancer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Classes that users supply. */
final class UserClasses {
    private static final String KAFKA_PARTITIONER = "org.apache.kafka.clients.producer.Partitioner";
    private static final String BRIDGE = "org.kafkamqtt.balancer.kafka.PartitionerBalancer";
    private static final String SERVICES = "META-INF/services/" + Balancer.class.getName();
    /** Where Kotlin and Scala keep the instance of an object. */
    private static final List<String> SINGLETONS = List.of("INSTANCE", "MODULE$");

    private UserClasses() {}

    static ClassLoader loader(List<Path> path, ClassLoader parent) {
        List<URL> urls = new ArrayList<>();
        for (Path entry : path) {
            if (!Files.exists(entry)) {
                throw new BalancerException("balancer path " + entry + " does not exist");
            }
            if (Files.isDirectory(entry)) {
                urls.add(url(entry));
                jars(entry).forEach(jar -> urls.add(url(jar)));
            } else {
                urls.add(url(jar(entry)));
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
            throw new BalancerException("cannot read balancer path " + folder, e);
        }
    }

    /** The loader itself would silently skip what is not a jar. */
    private static Path jar(Path file) {
        try {
            new ZipFile(file.toFile()).close();
            return file;
        } catch (IOException e) {
            throw new BalancerException(
                    Files.isReadable(file)
                            ? "balancer path " + file + " is neither a jar nor a folder"
                            : "cannot read balancer path " + file + ": permission denied",
                    e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new BalancerException("cannot use balancer path " + path, e);
        }
    }

    /** The class of this name, not yet initialised. */
    static Optional<Class<?>> find(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (LinkageError e) {
            throw BalancerException.because("class " + name + " cannot be loaded", e);
        }
    }

    /**
     * The class that a jar or folder provides under this simple name, ignoring case and hyphens.
     *
     * @throws BalancerException if there are several
     */
    static Optional<Class<?>> service(String simpleName, ClassLoader loader) {
        String wanted = simpleName.replace("-", "");
        List<String> called = services(loader).stream()
                .filter(name -> name.substring(1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')))
                        .equalsIgnoreCase(wanted))
                .toList();
        if (called.size() > 1) {
            throw new BalancerException("'" + simpleName + "' may mean " + String.join(" or ", called)
                    + ": give the name with its package");
        }
        return called.stream().findFirst().map(name -> find(name, loader)
                .orElseThrow(() -> new BalancerException(
                        "class " + name + " does not exist, although " + SERVICES + " of its jar names it")));
    }

    /**
     * Names only: one class that cannot be loaded must not affect the others, and a constructor may take
     * {@link Options}, which {@link java.util.ServiceLoader} would refuse.
     */
    private static Set<String> services(ClassLoader loader) {
        Set<String> names = new LinkedHashSet<>();
        try {
            for (URL file : Collections.list(loader.getResources(SERVICES))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
                    lines.lines()
                            .map(line -> line.replaceFirst("#.*", "").strip())
                            .filter(line -> !line.isEmpty())
                            .forEach(names::add);
                }
            }
        } catch (IOException e) {
            throw new BalancerException("cannot read " + SERVICES + " of --balancer-path", e);
        }
        return names;
    }

    /**
     * A balancer of a user's class, which is a {@link Balancer} or a Kafka {@code Partitioner} with a constructor that takes
     * nothing or, for a balancer, {@link Options}.
     */
    static Balancer instance(Class<?> type, Map<String, String> options) {
        if (!Balancer.class.isAssignableFrom(type) && !isPartitioner(type)) {
            throw new BalancerException(
                    "class " + type.getName() + " implements neither Balancer nor Kafka's Partitioner");
        }
        try {
            return Balancer.class.isAssignableFrom(type)
                    ? promising(type, (Balancer) balancer(type, options))
                    : bridged(type, options);
        } catch (LinkageError e) {
            throw BalancerException.because("balancer " + type.getName() + " cannot be made", e);
        }
    }

    /** Its promise is read often: if that fails, better here than at the first record. */
    private static Balancer promising(Class<?> type, Balancer made) {
        Ordering ordering;
        try {
            ordering = made.ordering();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw BalancerException.because("balancer " + type.getName() + " fails in its ordering()", e);
        }
        if (ordering == null) {
            throw new BalancerException("balancer " + type.getName()
                    + " returns null from its ordering(): it must be one of "
                    + String.join(
                            ", ",
                            Arrays.stream(Ordering.values()).map(Enum::name).toList()));
        }
        return made;
    }

    private static Balancer bridged(Class<?> type, Map<String, String> options) {
        Class<?> bridge = find(BRIDGE, UserClasses.class.getClassLoader())
                .orElseThrow(() -> new BalancerException("class " + type.getName() + " needs kafka-clients"));
        try {
            return (Balancer) bridge.getConstructor(Class.class, Map.class).newInstance(type, options);
        } catch (InvocationTargetException e) {
            throw thrown(type, e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw new BalancerException("class " + type.getName() + " needs kafka-clients", e);
        }
    }

    /** Whether the class is a balancer of either kind, and one that can be made. */
    static boolean isBalancer(Class<?> type) {
        return (Balancer.class.isAssignableFrom(type) || isPartitioner(type))
                && !type.isInterface()
                && !Modifier.isAbstract(type.getModifiers());
    }

    private static boolean isPartitioner(Class<?> type) {
        if (type.getName().equals(KAFKA_PARTITIONER)) {
            return true;
        }
        Class<?> above = type.getSuperclass();
        return above != null && isPartitioner(above)
                || Stream.of(type.getInterfaces()).anyMatch(UserClasses::isPartitioner);
    }

    private static Object balancer(Class<?> type, Map<String, String> options) {
        Optional<Constructor<?>> withOptions = constructor(type, Options.class);
        if (withOptions.isPresent()) {
            return made(type, withOptions.get(), new Options(type.getSimpleName(), options));
        }
        if (!options.isEmpty()) {
            throw new BalancerException("balancer " + type.getName()
                    + " takes no options: it has no constructor that takes " + Options.class.getName());
        }
        Optional<Object> only = singleton(type);
        return only.isPresent() ? only.get() : made(type, constructor(type).orElseThrow(() -> unusable(type)));
    }

    /** A private constructor is not meant to be called. */
    private static Optional<Constructor<?>> constructor(Class<?> type, Class<?>... parameters) {
        return Stream.<Constructor<?>>of(type.getDeclaredConstructors())
                .filter(c -> Arrays.equals(c.getParameterTypes(), parameters) && !Modifier.isPrivate(c.getModifiers()))
                .findFirst();
    }

    /** The only value of an enum, or the instance of an object in other languages. */
    private static Optional<Object> singleton(Class<?> type) {
        Object[] values = type.isEnum() ? type.getEnumConstants() : null;
        if (values != null && values.length == 1) {
            return Optional.of(values[0]);
        }
        for (Field field : type.getFields()) {
            if (SINGLETONS.contains(field.getName())
                    && Modifier.isStatic(field.getModifiers())
                    && field.getType() == type) {
                try {
                    return Optional.ofNullable(field.get(null));
                } catch (IllegalAccessException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Object made(Class<?> type, Constructor<?> constructor, Object... arguments) {
        try {
            constructor.trySetAccessible();
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw thrown(type, e.getTargetException());
        } catch (ReflectiveOperationException e) {
            throw unusable(type);
        }
    }

    private static BalancerException thrown(Class<?> type, Throwable cause) {
        return cause instanceof BalancerException known
                ? known
                : BalancerException.because("balancer " + type.getName() + " cannot be made", cause);
    }

    private static BalancerException unusable(Class<?> type) {
        return new BalancerException("balancer " + type.getName() + " " + fault(type));
    }

    private static String fault(Class<?> type) {
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            return "is abstract: name a class that extends it";
        }
        if (type.isEnum()) {
            return "is an enum with several values: it must have exactly one";
        }
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            return "is an inner class: make it static";
        }
        return "has no public constructor without parameters, nor one that takes " + Options.class.getName();
    }
}
