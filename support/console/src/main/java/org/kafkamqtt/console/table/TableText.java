package org.kafkamqtt.console.table;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How an {@link OptionTable} is kept in the jar of its tool: the name of the command, then an option on each line. */
public final class TableText {
    private static final Map<Class<?>, Kind> VALUED = Map.of(
            String.class, Kind.TEXT,
            Path.class, Kind.PATH,
            int.class, Kind.INT,
            Integer.class, Kind.INT,
            long.class, Kind.LONG,
            Long.class, Kind.LONG,
            List.class, Kind.LIST);

    private TableText() {}

    /** Where the table of a command is. */
    public static String resource(Class<?> command) {
        return "META-INF/options/" + command.getName();
    }

    static OptionTable.Row row(String line) {
        String[] parts = line.split(" ");
        return new OptionTable.Row(
                Kind.valueOf(parts[0]),
                List.of(parts[1].split("/")),
                List.of(parts).subList(2, parts.length));
    }

    /**
     * Lists the options of a command, and how each is filled in.
     *
     * @return empty if that is not all that picocli does for the command when none of the others is typed
     */
    public static Optional<List<String>> of(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        boolean more = spec.args().stream().anyMatch(TableText::everyTime)
                || !spec.subcommands().isEmpty()
                || !spec.argGroups().isEmpty()
                || !spec.specElements().isEmpty()
                || !spec.parentCommandElements().isEmpty()
                || !spec.unmatchedArgsBindings().isEmpty()
                || spec.positionalParameters().size() > 1;
        if (more) {
            return Optional.empty();
        }
        Stream<String> rows = spec.args().stream().map(arg -> row(line.getCommand(), arg));
        return Optional.of(Stream.concat(Stream.of(line.getCommandName()), rows.sorted(Comparator.naturalOrder()))
                .toList());
    }

    /** Whether picocli has something to do for an option that is not typed. */
    private static boolean everyTime(ArgSpec arg) {
        boolean other =
                arg.defaultValue() != null && !arg.defaultValue().equals(Objects.toString(arg.initialValue(), null));
        boolean words = arg instanceof PositionalParamSpec && kind(arg) == Kind.OTHER;
        return arg.required() || other || words;
    }

    private static String row(Object command, ArgSpec arg) {
        List<String> names = arg instanceof OptionSpec option ? Arrays.asList(option.names()) : List.of();
        Kind kind = kind(arg);
        String member = kind == Kind.OTHER ? "-" : member(command, arg);
        return String.join(
                " ",
                Stream.concat(Stream.of(kind.name(), member), names.stream()).toList());
    }

    private static String member(Object command, ArgSpec arg) {
        List<String> way = new ArrayList<>(way(command, holder(arg)).orElseThrow());
        way.add(((Field) arg.userObject()).getName());
        return String.join("/", way);
    }

    private static Kind kind(ArgSpec arg) {
        boolean plain = arg.userObject() instanceof Field field
                && !Modifier.isFinal(field.getModifiers())
                && arg.converters().length == 0
                && arg.splitRegex().isEmpty()
                && arg.parameterConsumer() == null
                && !arg.interactive();
        if (!plain) {
            return Kind.OTHER;
        }
        if (arg instanceof PositionalParamSpec) {
            boolean any = arg.arity().min() == 0 && arg.arity().max() == Integer.MAX_VALUE;
            return any && texts(arg) ? Kind.LIST : Kind.OTHER;
        }
        if (arg.arity().max() == 0) {
            boolean unset = Objects.equals(arg.initialValue(), false);
            Kind flag = arg.type() == boolean.class && unset ? Kind.FLAG : Kind.OTHER;
            return arg.type() == boolean[].class ? Kind.TIMES : flag;
        }
        boolean one = arg.arity().min() == 1 && arg.arity().max() == 1;
        boolean known = arg.type() != List.class || texts(arg);
        return one && known ? VALUED.getOrDefault(arg.type(), Kind.OTHER) : Kind.OTHER;
    }

    private static boolean texts(ArgSpec arg) {
        return arg.type() == List.class && arg.auxiliaryTypes()[0] == String.class;
    }

    private static Object holder(ArgSpec arg) {
        try {
            return arg.scope().get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The names of the mixins that lead from a command to one of them. */
    private static Optional<List<String>> way(Object from, Object to) {
        if (from == to) {
            return Optional.of(List.of());
        }
        for (Class<?> type = from.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.isAnnotationPresent(Mixin.class)) {
                    Optional<List<String>> on = way(value(field, from), to);
                    if (on.isPresent()) {
                        List<String> way = new ArrayList<>(List.of(field.getName()));
                        way.addAll(on.get());
                        return Optional.of(way);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Object value(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
