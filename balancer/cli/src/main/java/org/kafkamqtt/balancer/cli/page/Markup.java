package org.kafkamqtt.balancer.cli.page;

import java.util.Locale;
import java.util.regex.Pattern;

/** HTML as it grows; what is put into it is escaped. Used by one thread. */
final class Markup {
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cntrl}&&[^\t\n\r]]|[\\uD800-\\uDFFF]|[\\uFFFE\\uFFFF]");

    private final StringBuilder html = new StringBuilder();

    /** Markup that is added as it is. */
    record Raw(String html) {
        @Override
        public String toString() {
            return html;
        }
    }

    /**
     * Adds markup as it is, with values in place of its conversions.
     *
     * @param values strings are escaped
     */
    Markup add(String format, Object... values) {
        Object[] safe = values.clone();
        for (int i = 0; i < safe.length; i++) {
            safe[i] = safe[i] instanceof String text ? escaped(text) : safe[i];
        }
        html.append(String.format(Locale.ROOT, format, safe));
        return this;
    }

    /** A place along an axis: {@code 12.5%}. */
    static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.3f", 100 * share);
        return text.replaceFirst("\\.?0+$", "") + "%";
    }

    /** A name that may be broken after a colon or a slash. */
    static Raw breakable(String name) {
        return new Raw(escaped(name).replaceAll("[:/,]", "$0<wbr/>"));
    }

    /** Text as HTML and XML have it; what neither allows becomes U+FFFD, and a sign stays with its number. */
    static String escaped(String text) {
        return FORBIDDEN
                .matcher(text)
                .replaceAll("\ufffd")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace(" %", "\u00a0%")
                .replace(" ×", "\u00a0×");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
