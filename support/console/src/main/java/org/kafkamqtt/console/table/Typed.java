package org.kafkamqtt.console.table;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plain command line, read.
 *
 * @param words what was typed for each option
 */
public record Typed(Map<OptionTable.Row, List<String>> words) {
    /** All names of the options that were typed. */
    public Set<String> names() {
        Set<String> names = new HashSet<>();
        words.keySet().forEach(row -> names.addAll(row.names()));
        return names;
    }

    /**
     * Puts the values into a new command.
     *
     * @return false if picocli has to do it; then nothing has been changed
     */
    public boolean into(Object command) {
        List<Change> changes = new ArrayList<>();
        try {
            for (Map.Entry<OptionTable.Row, List<String>> each : words.entrySet()) {
                Optional<Object> value = each.getKey().kind().of(each.getValue());
                if (value.isEmpty()) {
                    return false;
                }
                changes.add(Change.of(command, each.getKey().member(), value.get()));
            }
            for (Change change : changes) {
                change.field().set(change.holder(), change.value());
            }
            return true;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One member that gets a value. */
    private record Change(Object holder, Field field, Object value) {
        static Change of(Object command, List<String> member, Object value) throws IllegalAccessException {
            Object holder = command;
            int last = member.size() - 1;
            for (String step : member.subList(0, last)) {
                holder = field(holder.getClass(), step).get(holder);
            }
            return new Change(holder, field(holder.getClass(), member.get(last)), value);
        }

        private static Field field(Class<?> type, String name) {
            for (Class<?> each = type; each != null; each = each.getSuperclass()) {
                for (Field field : each.getDeclaredFields()) {
                    if (field.getName().equals(name)) {
                        field.setAccessible(true);
                        return field;
                    }
                }
            }
            throw new IllegalStateException("no " + name + " in " + type);
        }
    }
}
