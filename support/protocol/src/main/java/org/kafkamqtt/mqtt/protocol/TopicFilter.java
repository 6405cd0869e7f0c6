package org.kafkamqtt.mqtt.protocol;

import java.util.Optional;

/**
 * What a subscription asks for: a topic name in which {@code +} matches one level and a last {@code #} the rest
 * (MQTT 3.1.1 section 4.7), or a shared subscription {@code $share/GROUP/FILTER} (MQTT 5.0 section 4.8.2).
 *
 * @param text the filter as sent to the broker
 */
public record TopicFilter(String text) {
    private static final String SHARE = "$share/";

    /** Refuses, with {@link InvalidTopic}, what is not a topic filter. */
    public TopicFilter {
        TopicText.check(text, "topic filter");
        if (text.startsWith(SHARE)) {
            checkShare(text);
        }
        checkWildcards(text, pattern(text));
    }

    private static void checkShare(String text) {
        int end = text.indexOf('/', SHARE.length());
        if (end < 0 || end == SHARE.length() || end + 1 == text.length()) {
            throw new InvalidTopic("a shared subscription must be $share/GROUP/FILTER with neither part empty, found "
                    + TopicText.shown(text));
        }
        String group = text.substring(SHARE.length(), end);
        if (group.indexOf('+') >= 0 || group.indexOf('#') >= 0) {
            throw new InvalidTopic(
                    "the group of a shared subscription must not contain '+' or '#': " + TopicText.shown(text));
        }
    }

    private static void checkWildcards(String text, String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '+' && c != '#') {
                continue;
            }
            boolean starts = i == 0 || pattern.charAt(i - 1) == '/';
            boolean ends = i + 1 == pattern.length() || pattern.charAt(i + 1) == '/';
            if (!starts || !ends) {
                throw new InvalidTopic("'" + c + "' must be a whole level, found " + TopicText.shown(text));
            }
            if (c == '#' && i + 1 < pattern.length()) {
                throw new InvalidTopic("'#' must be the last level, found " + TopicText.shown(text));
            }
        }
    }

    private static String pattern(String text) {
        return text.startsWith(SHARE) ? text.substring(text.indexOf('/', SHARE.length()) + 1) : text;
    }

    /** The group of a shared subscription. */
    public Optional<String> shareGroup() {
        return text.startsWith(SHARE)
                ? Optional.of(text.substring(SHARE.length(), text.indexOf('/', SHARE.length())))
                : Optional.empty();
    }

    /** Whether the filter matches this topic name; a leading {@code $} is never matched by a wildcard. */
    public boolean matches(String topicName) {
        String pattern = pattern(text);
        if (topicName.startsWith("$") && !pattern.isEmpty() && (pattern.charAt(0) == '+' || pattern.charAt(0) == '#')) {
            return false;
        }
        int p = 0;
        int n = 0;
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                int slash = topicName.indexOf('/', n);
                n = slash < 0 ? topicName.length() : slash;
                p++;
            } else if (n < topicName.length() && topicName.charAt(n) == c) {
                n++;
                p++;
            } else {
                // "a/#" also matches "a" itself.
                return n == topicName.length() && pattern.startsWith("/#", p) && p + 2 == pattern.length();
            }
        }
        return n == topicName.length();
    }

    /** As {@link #matches(String)}. */
    public boolean matches(TopicName name) {
        return matches(name.text());
    }

    @Override
    public String toString() {
        return text;
    }
}
