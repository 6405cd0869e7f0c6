package org.kafkamqtt.mqtt.broker.route;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with variables in braces, such as {@code sensors.{site}}.
 *
 * @param literals what is written before the first variable, between them, after the last one: one more than variables
 * @param variables their names, in order; one may be there twice
 */
record Template(List<String> literals, List<String> variables) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_-]*)}");

    Template {
        literals = List.copyOf(literals);
        variables = List.copyOf(variables);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence if a brace is not part of a variable
     */
    static Template of(String text) {
        List<String> literals = new ArrayList<>();
        List<String> variables = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            literals.add(text.substring(from, matcher.start()));
            variables.add(matcher.group(1));
            from = matcher.end();
        }
        literals.add(text.substring(from));
        if (literals.stream().anyMatch(literal -> literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0)) {
            throw new IllegalArgumentException(
                    "a variable is written {name}, with letters, digits, '_' and '-': '" + text + "'");
        }
        return new Template(literals, variables);
    }

    /** Whether it is the same text for all values. */
    boolean constant() {
        return variables.isEmpty();
    }

    /** With the values put in; all variables have one. */
    String with(Map<String, String> values) {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < variables.size(); i++) {
            text.append(values.get(variables.get(i))).append(literals.get(i + 1));
        }
        return text.toString();
    }

    /**
     * The values with which it becomes this text; each the shortest, the first variable before the others, the last one takes the rest.
     * Empty if there are none. Takes time in proportion to the text.
     */
    Optional<Map<String, String>> read(String text) {
        String last = literals.get(literals.size() - 1);
        if (constant()) {
            return text.equals(last) ? Optional.of(Map.of()) : Optional.empty();
        }
        int at = literals.get(0).length();
        int end = text.length() - last.length();
        if (at > end || !text.startsWith(literals.get(0)) || !text.endsWith(last)) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            boolean rest = i == variables.size() - 1;
            int to = rest ? end : text.indexOf(literals.get(i + 1), at);
            if (to < at || to > end) {
                return Optional.empty();
            }
            String value = text.substring(at, to);
            String before = values.put(variables.get(i), value);
            if (before != null && !before.equals(value)) {
                return Optional.empty();
            }
            at = to + literals.get(i + 1).length();
        }
        return Optional.of(values);
    }

    /** Two variables with nothing between them: nobody can tell where the first one ends. Empty if there are none. */
    Optional<String> inseparable() {
        for (int i = 1; i < variables.size(); i++) {
            if (literals.get(i).isEmpty()) {
                return Optional.of("{" + variables.get(i - 1) + "}{" + variables.get(i) + "}");
            }
        }
        return Optional.empty();
    }

    /** As it is written. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < variables.size(); i++) {
            text.append('{').append(variables.get(i)).append('}').append(literals.get(i + 1));
        }
        return text.toString();
    }
}
