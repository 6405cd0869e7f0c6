package org.kafkamqtt.mqtt.broker.route;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A topic filter of which some levels have a name, such as {@code sensors/{site}/{device}/#}. In a route it matches topic names that
 * begin with {@code $} like all others.
 *
 * @param levels in order; {@code {NAME}} or {@code +} stand for any one level, {@code #} at the end for all that follow
 */
record TopicPattern(List<String> levels) {
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z][A-Za-z0-9_-]*}");

    TopicPattern {
        levels = List.copyOf(levels);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence if it is no such filter
     */
    static TopicPattern of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the topic filter is empty");
        }
        List<String> levels = split(text);
        for (int i = 0; i < levels.size(); i++) {
            check(levels.get(i), i == levels.size() - 1);
        }
        TopicPattern pattern = new TopicPattern(levels);
        Set<String> seen = new HashSet<>();
        for (String variable : pattern.variables()) {
            if (!seen.add(variable)) {
                throw new IllegalArgumentException("{" + variable + "} is there twice: name each level differently");
            }
        }
        return pattern;
    }

    private static void check(String level, boolean last) {
        if (VARIABLE.matcher(level).matches() || level.equals("+") || last && level.equals("#")) {
            return;
        }
        if (level.indexOf('{') >= 0 || level.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "a variable must be a whole level, such as {device}, found '" + level + "'");
        }
        if (level.indexOf('+') >= 0) {
            throw new IllegalArgumentException("'+' must be a whole level, found '" + level + "'");
        }
        if (level.indexOf('#') >= 0) {
            throw new IllegalArgumentException("'#' must be the whole last level, found '" + level + "'");
        }
        if (!level.isEmpty() && !Names.isTopicName(level)) {
            throw new IllegalArgumentException(
                    "this level cannot be in a topic name: '" + level.replace('\0', '?') + "'");
        }
    }

    private static List<String> split(String text) {
        List<String> levels = new ArrayList<>();
        int from = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', from)) {
            levels.add(text.substring(from, slash));
            from = slash + 1;
        }
        levels.add(text.substring(from));
        return levels;
    }

    /** The names of its levels, without braces. */
    List<String> variables() {
        return levels.stream()
                .filter(TopicPattern::isVariable)
                .map(TopicPattern::name)
                .toList();
    }

    private static boolean isVariable(String level) {
        return level.startsWith("{");
    }

    private static String name(String level) {
        return level.substring(1, level.length() - 1);
    }

    private static boolean isAny(String level) {
        return isVariable(level) || level.equals("+");
    }

    private boolean open() {
        return levels.get(levels.size() - 1).equals("#");
    }

    /** The values of its variables in a topic name; empty if it does not match. */
    Optional<Map<String, String>> match(String topicName) {
        List<String> found = split(topicName);
        int fixed = open() ? levels.size() - 1 : levels.size();
        if (found.size() < fixed || found.size() > fixed && !open()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fixed; i++) {
            String level = levels.get(i);
            if (isVariable(level)) {
                values.put(name(level), found.get(i));
            } else if (!level.equals("+") && !level.equals(found.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Whether every topic name can be told from the values of its variables. */
    boolean reversible() {
        return wildcards().isEmpty();
    }

    /** Its levels without a name that stand for others: {@code +} and {@code #}, each once. */
    List<String> wildcards() {
        return levels.stream()
                .filter(level -> level.equals("+") || level.equals("#"))
                .distinct()
                .toList();
    }

    /** The topic name with these values; empty if a value is missing or is more than one level. Only if it is reversible. */
    Optional<String> with(Map<String, String> values) {
        List<String> filled = new ArrayList<>();
        for (String level : levels) {
            String value = isVariable(level) ? values.get(name(level)) : level;
            if (value == null || value.indexOf('/') >= 0) {
                return Optional.empty();
            }
            filled.add(value);
        }
        return Optional.of(String.join("/", filled));
    }

    /** Whether it matches every topic name that the other one matches. */
    boolean covers(TopicPattern other) {
        if (other.levels.equals(List.of("#"))) {
            // Every name has a first level.
            return covers(new TopicPattern(List.of("+", "#")));
        }
        int fixed = open() ? levels.size() - 1 : levels.size();
        int others = other.open() ? other.levels.size() - 1 : other.levels.size();
        if (others < fixed || !open() && (other.open() || others > fixed)) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (!isAny(levels.get(i)) && !levels.get(i).equals(other.levels.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return String.join("/", levels);
    }
}
