package org.kafkamqtt.producer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One part of an input template.
 *
 * @param letter of the token, {@code '='} for text that stands for itself
 * @param modifier in its braces, may be empty
 * @param text that stands for itself
 * @param inner how a header stands in the input, for {@code %h}
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record TemplatePart(char letter, String modifier, byte[] text, @Nullable InputTemplate inner) {
    private static final Pattern BINARY = Pattern.compile("(big|little)(8|16|32|64)");
    private static final Pattern EXPRESSION = Pattern.compile("re\\[(.*)]", Pattern.DOTALL);

    static TemplatePart text(byte[] text) {
        return new TemplatePart('=', "", text, null);
    }

    boolean isText() {
        return letter == '=';
    }

    /** A number rather than bytes. */
    boolean isNumber() {
        return "pdKVH".indexOf(letter) >= 0;
    }

    /** Matches {@code big32} and the like, with the byte order and the bits as groups. */
    Matcher binary() {
        return BINARY.matcher(modifier);
    }

    /** Whether it tells by itself where it ends. */
    boolean ends() {
        return isText()
                || letter == 'h'
                || modifier.equals("json")
                || fixedSize() >= 0
                || binary().matches()
                || expression() != null;
    }

    /** The size in the braces, -1 if there is none. */
    int fixedSize() {
        return !isNumber() && modifier.matches("[0-9]{1,9}") ? Integer.parseInt(modifier) : -1;
    }

    /** What {@code re[...]} has in its brackets, null for another modifier. */
    @Nullable
    String expression() {
        Matcher matcher = EXPRESSION.matcher(modifier);
        return matcher.matches() ? matcher.group(1) : null;
    }

    boolean known() {
        return isNumber()
                ? modifier.isEmpty() || modifier.equals("ascii") || binary().matches()
                : modifier.matches("|hex|base64|json") || fixedSize() >= 0 || expression() != null || letter == 'h';
    }
}
