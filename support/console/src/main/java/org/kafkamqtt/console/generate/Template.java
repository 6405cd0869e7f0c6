package org.kafkamqtt.console.generate;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Bytes;

/**
 * Text with places that are filled in for each record, such as <code>${i} ${uuid} ${now} ${rand:1..100}</code>, see
 * {@link Places}. Two dollar signs before a brace mean one, and a plain brace.
 */
public final class Template {
    private static final String[] TOKENS = {
        "${i}, ${i:START}", "0, 1, 2 ...; from START",
        "${uuid}", "a random UUID",
        "${now}, ${now:s}", "milliseconds or seconds since 1970",
        "${now:iso}", "the time as ISO 8601",
        "${rand:1..100}", "a whole number; ${rand:0.0..1.0} with decimals",
        "${pick:A|B|C}", "one of these",
        "${normal:20,2}", "normally distributed: mean, deviation",
        "${alpha:8}, ${hex:8}", "random letters or hexadecimal digits",
        "$${", "a dollar sign and a brace"
    };

    private final List<Piece> pieces;

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /** A part of the text, fixed or drawn. */
    interface Piece {
        void append(Chance chance, Bytes out);
    }

    /** For help: what a template may contain, each token before its meaning. */
    public static String[] tokens() {
        return TOKENS.clone();
    }

    /**
     * Reads a template.
     *
     * @throws Failure status 2, with the position, if something in it is unknown
     */
    public static Template parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            if (open < 0) {
                break;
            }
            plain.append(text, at, open);
            if (open > at && text.charAt(open - 1) == '$') {
                plain.append('{');
                at = open + 2;
                continue;
            }
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw Failure.usage("template '" + text + "' has no '}' for the '${' at character " + (open + 1));
            }
            addPlain(pieces, plain);
            pieces.add(Places.parse(text, open, text.substring(open + 2, close)));
            at = close + 1;
        }
        addPlain(pieces, plain.append(text, at, text.length()));
        return new Template(pieces);
    }

    private static void addPlain(List<Piece> pieces, StringBuilder plain) {
        if (!plain.isEmpty()) {
            byte[] bytes = plain.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            pieces.add((chance, out) -> out.add(bytes));
            plain.setLength(0);
        }
    }

    /** Adds the text for the current record. */
    public void append(Chance chance, Bytes out) {
        for (Piece piece : pieces) {
            piece.append(chance, out);
        }
    }
}
