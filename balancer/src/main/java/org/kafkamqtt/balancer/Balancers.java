package org.kafkamqtt.balancer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds balancers: by name, by the name another client uses, by class name, or by Java source file.
 *
 * <p>A specification is one of
 * <ul>
 *   <li>a name or alias from {@link #definitions()}, such as {@code murmur2} or {@code kafka-go:Hash};
 *   <li>a decorator before another specification, see {@link #DECORATORS}, such as {@code prefix:/:murmur2};
 *   <li>{@code KEYED,or-else,KEYLESS}: the first for messages with a key, the second for those without;
 *   <li>the name of a class that implements {@link Balancer} or Kafka's {@code Partitioner};
 *   <li>a file that ends in {@code .java}: compiled in memory, see {@link SourceBalancer}.
 * </ul>
 * Each balancer made here checks its answers. Thread-safe.
 */
public final class Balancers {
    /** The prefixes that another specification can have, each with its effect. */
    public static final Map<String, String> DECORATORS = decorators();

    private static final String OR_ELSE = ",or-else,";
    private static final List<Definition> DEFINITIONS = Predefined.all();

    private final ClassLoader loader;
    private final Map<String, Class<?>> compiled = new ConcurrentHashMap<>();

    private Balancers(ClassLoader loader) {
        this.loader = loader;
    }

    private static Map<String, String> decorators() {
        Map<String, String> decorators = new LinkedHashMap<>();
        decorators.put("prefix:DELIMITER:", "balance on the key up to the delimiter: same beginning, same partition");
        decorators.put("header:NAME:", "balance on a header: same value, same partition, whatever the key");
        decorators.put("json-pointer:/PATH:", "balance on a member of the JSON value, whatever the key");
        decorators.put(
                "mqtt-level:N:",
                "balance on the first N levels of the MQTT topic name (header mqtt.topic, else the key)");
        return java.util.Collections.unmodifiableMap(decorators);
    }

    /** With the classes of this program. */
    public static Balancers standard() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return new Balancers(context == null ? Balancers.class.getClassLoader() : context);
    }

    /**
     * With the user's classes as well.
     *
     * @param path jar files and folders; a folder is searched for classes and for jars
     * @throws BalancerException if one of them does not exist
     */
    public static Balancers withPath(List<Path> path) {
        return new Balancers(UserClasses.loader(path, standard().loader));
    }

    /** Every predefined balancer. */
    public static List<Definition> definitions() {
        return DEFINITIONS;
    }

    /** The names and aliases of all predefined balancers. */
    public static List<String> names() {
        return DEFINITIONS.stream()
                .flatMap(definition -> Stream.concat(Stream.of(definition.name()), definition.aliases().stream()))
                .toList();
    }

    /** The predefined balancer with this name or alias. */
    public static Optional<Definition> definition(String name) {
        return DEFINITIONS.stream().filter(d -> d.isCalled(name)).findFirst();
    }

    /**
     * A new balancer, for one topic.
     *
     * @param specification see the class
     * @param options its settings
     * @throws BalancerException if there is none of this name, or the settings do not fit; the sentence suggests a similar name
     */
    public Balancer create(String specification, Map<String, String> options) {
        return new CheckedBalancer(specification, made(specification, options));
    }

    /** Whether a balancer made here learns from the outcome of its choices. */
    public static boolean learns(Balancer balancer) {
        return balancer instanceof Promising promising ? promising.learns() : balancer instanceof Learning;
    }

    /**
     * What a balancer made here promises, in a few words: about the key, or about what it goes by instead, such as {@code same
     * header 'tenant', same partition}.
     */
    public static String promise(Balancer balancer) {
        return Promising.of(balancer, "key");
    }

    /** What it promises about this message, which may lack what the balancer goes by. */
    public static String promise(Balancer balancer, Message message) {
        return Promising.of(balancer, message, "key");
    }

    /**
     * Whether the partition of this message follows from its contents, so that it can be found on a wrong one; otherwise
     * chance, turns or loads decide. Users' classes are assumed to decide by the message.
     */
    public static boolean decides(Balancer balancer, Message message) {
        return Promising.decides(balancer, message);
    }

    /**
     * Whether a balancer made here goes by headers, so that it is useless where it cannot see them. Users' classes are not
     * examined.
     */
    public static boolean readsHeaders(Balancer balancer) {
        return Promising.readsHeaders(balancer);
    }

    /**
     * The number of messages so far that lacked the header or JSON member a balancer made here goes by, and were placed
     * like messages without a key; empty if it goes by neither.
     */
    public static OptionalLong lacking(Balancer balancer) {
        return Promising.absence(balancer).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Promising.lacking(balancer));
    }

    /** How those messages are described, such as {@code no header 'tenant'}; empty if no message can lack anything. */
    public static String absence(Balancer balancer) {
        return Promising.absence(balancer);
    }

    private Balancer made(String specification, Map<String, String> options) {
        int orElse = specification.indexOf(OR_ELSE);
        if (orElse >= 0) {
            return new Decorators.OrElse(
                    made(specification.substring(0, orElse), options),
                    made(specification.substring(orElse + OR_ELSE.length()), Map.of()));
        }
        Optional<Definition> definition = definition(specification);
        if (definition.isPresent()) {
            return predefined(definition.get(), specification, options);
        }
        int end = specification.indexOf(':');
        Optional<Balancer> decorated = end < 0 ? Optional.empty() : decorated(specification, end, options);
        return decorated.orElseGet(() -> users(specification, options));
    }

    private static Balancer predefined(Definition definition, String name, Map<String, String> options) {
        for (String option : options.keySet()) {
            if (!definition.optionNames().contains(option)) {
                throw new BalancerException("balancer " + name + " has no option '" + option + "'"
                        + nearest(option, definition.optionNames())
                                .map(near -> ", did you mean '" + near + "'?")
                                .orElse(
                                        definition.options().isEmpty()
                                                ? ", it has none"
                                                : ", it has " + String.join(", ", definition.optionNames())));
            }
        }
        return definition.maker().apply(new Options(name, options));
    }

    private Optional<Balancer> decorated(String specification, int end, Map<String, String> options) {
        String kind = specification.substring(0, end);
        // A JSON pointer begins with a slash and ends at the next colon, as the other parts do; a delimiter may be a
        // colon.
        int next = specification.indexOf(':', Math.min(specification.length(), end + 2));
        if (!Stream.of("prefix", "header", "json-pointer", "mqtt-level").anyMatch(kind::equals) || next < 0) {
            return Optional.empty();
        }
        String part = specification.substring(end + 1, next);
        Balancer inner = made(specification.substring(next + 1), options);
        return Optional.of(new Decorators.OnPart(part(kind, part), inner));
    }

    private static Part part(String kind, String part) {
        return switch (kind) {
            case "prefix" -> new Part.Prefix(part);
            case "header" -> new Part.OfHeader(part);
            case "json-pointer" -> new Part.Member(part);
            default -> {
                if (!part.matches("[1-9]\\d{0,3}")) {
                    throw new BalancerException("mqtt-level:" + part + " is not a number of levels from 1");
                }
                yield new Part.MqttLevels(Integer.parseInt(part));
            }
        };
    }

    private Balancer users(String specification, Map<String, String> options) {
        if (specification.endsWith(".java")) {
            // There is one balancer for each topic: compiled once, all of them share a class.
            Class<?> type =
                    compiled.computeIfAbsent(specification, source -> SourceBalancer.compile(Path.of(source), loader));
            return UserClasses.instance(type, options);
        }
        return UserClasses.service(specification, loader)
                .or(() -> UserClasses.find(specification, loader))
                .map(type -> UserClasses.instance(type, options))
                .orElseThrow(() -> unknown(specification));
    }

    private static BalancerException unknown(String specification) {
        if (specification.isBlank()) {
            return new BalancerException(
                    "a balancer's name is missing: ,or-else, and forms such as header:NAME: need one after them");
        }
        for (String form : DECORATORS.keySet()) {
            if (specification.startsWith(form.substring(0, form.indexOf(':') + 1))) {
                return new BalancerException(
                        "'" + specification + "' is not " + form + "BALANCER: both parts and a colon between them");
            }
        }
        List<String> known = new ArrayList<>();
        for (Definition definition : DEFINITIONS) {
            known.add(definition.name());
            known.addAll(definition.aliases());
        }
        boolean likeClass = specification.matches("[\\w$]+(\\.[\\w$]+)+");
        return new BalancerException("no balancer is called '" + specification + "'"
                + nearest(specification, known)
                        .map(near -> ", did you mean '" + near + "'?")
                        .orElse(
                                likeClass
                                        ? "; for a class of your own add its jar or folder with --balancer-path"
                                        : "; 'balancer list' shows all"));
    }

    private static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String k) -> Distance.between(word, k))
                        .thenComparing(k -> k))
                .filter(k -> Distance.between(word, k) <= Math.max(1, (k.length() + 1) / 3));
    }
}
