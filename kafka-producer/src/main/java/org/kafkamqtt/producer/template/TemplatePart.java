package org.kafkamqtt.producer.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One part of an input template. Used by one thread. */
final class TemplatePart {
    private static final Pattern BINARY = Pattern.compile("(big|little)(8|16|32|64)");
    private static final Pattern EXPRESSION = Pattern.compile("re\\[(.*)]", Pattern.DOTALL);

    private final char letter;
    private final String modifier;
    private final byte[] text;
    private final @Nullable InputTemplate inner;
    private final int fixedSize;
    private final @Nullable String expression;
    private @Nullable Pattern compiled;

    /**
     * A part.
     *
     * @param letter of the token, {@code '='} for literal text
     * @param modifier in its braces, may be empty
     * @param text if it is literal
     * @param inner the layout of a header, for {@code %h}
     */
    TemplatePart(char letter, String modifier, byte[] text, @Nullable InputTemplate inner) {
        this.letter = letter;
        this.modifier = modifier;
        this.text = text.clone();
        this.inner = inner;
        this.fixedSize = !isNumber() && modifier.matches("[0-9]{1,9}") ? Integer.parseInt(modifier) : -1;
        Matcher matcher = EXPRESSION.matcher(modifier);
        this.expression = matcher.matches() ? matcher.group(1) : null;
    }

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

    /** Whether its end is known without looking at what follows. */
    boolean ends() {
        return isText()
                || letter == 'h'
                || modifier.equals("json")
                || fixedSize() >= 0
                || binary().matches()
                || expression != null;
    }

    /** Whether its modifier determines where it ends, so that a size would be a second answer. */
    boolean bounds() {
        return !isNumber() && letter != 'h' && (modifier.equals("json") || fixedSize() >= 0 || expression != null);
    }

    /** The modifiers allowed in its braces. */
    String modifiers() {
        return isNumber()
                ? "ascii, big8 to big64 and little8 to little64"
                : "hex, base64, json, re[...] and a number of bytes";
    }

    char letter() {
        return letter;
    }

    String modifier() {
        return modifier;
    }

    byte[] text() {
        return text;
    }

    @Nullable
    InputTemplate inner() {
        return inner;
    }

    /** The size in the braces, -1 if there is none. */
    int fixedSize() {
        return fixedSize;
    }

    /**
     * The expression in the brackets of {@code re[...]}, null for another modifier.
     *
     * @throws java.util.regex.PatternSyntaxException if it is not a regular expression
     */
    @Nullable
    Pattern expression() {
        if (compiled == null && expression != null) {
            compiled = Pattern.compile(expression);
        }
        return compiled;
    }

    boolean known() {
        return isNumber()
                ? modifier.isEmpty() || modifier.equals("ascii") || binary().matches()
                : modifier.matches("|hex|base64|json") || fixedSize() >= 0 || expression != null || letter == 'h';
    }
}
