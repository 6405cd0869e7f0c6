package org.kafkamqtt.console.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Text as a terminal lays it out: in cells, of which a letter takes one, a Chinese character or an emoji two, and a combining
 * mark none.
 *
 * <p>Sequences that only choose a style ({@code ESC [ ... m}) take none either.
 */
public final class Cells {
    private static final char ESCAPE = '\u001b';
    private static final String PLAIN = "\u001b[0m";

    /** First and last code points that take two cells: Unicode's East Asian Width W and F. */
    private static final int[][] WIDE = {
        {0x1100, 0x115f},
        {0x231a, 0x231b},
        {0x2329, 0x232a},
        {0x23e9, 0x23ec},
        {0x23f0, 0x23f0},
        {0x23f3, 0x23f3},
        {0x25fd, 0x25fe},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x267f, 0x267f},
        {0x2693, 0x2693},
        {0x26a1, 0x26a1},
        {0x26aa, 0x26ab},
        {0x26bd, 0x26be},
        {0x26c4, 0x26c5},
        {0x26ce, 0x26ce},
        {0x26d4, 0x26d4},
        {0x26ea, 0x26ea},
        {0x26f2, 0x26f3},
        {0x26f5, 0x26f5},
        {0x26fa, 0x26fa},
        {0x26fd, 0x26fd},
        {0x2705, 0x2705},
        {0x270a, 0x270b},
        {0x2728, 0x2728},
        {0x274c, 0x274c},
        {0x274e, 0x274e},
        {0x2753, 0x2755},
        {0x2757, 0x2757},
        {0x2795, 0x2797},
        {0x27b0, 0x27b0},
        {0x27bf, 0x27bf},
        {0x2b1b, 0x2b1c},
        {0x2b50, 0x2b50},
        {0x2b55, 0x2b55},
        {0x2e80, 0x303e},
        {0x3041, 0xa4cf},
        {0xa960, 0xa97f},
        {0xac00, 0xd7a3},
        {0xf900, 0xfaff},
        {0xfe10, 0xfe19},
        {0xfe30, 0xfe6f},
        {0xff00, 0xff60},
        {0xffe0, 0xffe6},
        {0x16fe0, 0x1b2ff},
        {0x1f004, 0x1f004},
        {0x1f0cf, 0x1f0cf},
        {0x1f18e, 0x1f18e},
        {0x1f191, 0x1f19a},
        {0x1f1e6, 0x1f320},
        {0x1f32d, 0x1f64f},
        {0x1f680, 0x1f6ff},
        {0x1f7e0, 0x1f7eb},
        {0x1f90c, 0x1f9ff},
        {0x1fa70, 0x1faff},
        {0x20000, 0x3fffd},
    };

    private Cells() {}

    /** How many cells a text takes; it holds no control characters but styles. */
    public static int width(String text) {
        int width = 0;
        for (int at = 0; at < text.length(); ) {
            int next = next(text, at);
            width += cells(text, at);
            at = next;
        }
        return width;
    }

    /** The text if it has room, or else its beginning with {@code …}; a style that was begun is ended. */
    public static String cut(String text, int room) {
        if (room <= 0) {
            return "";
        }
        int width = 0;
        int end = 0;
        boolean styled = false;
        for (int at = 0; at < text.length(); ) {
            width += cells(text, at);
            if (width > room) {
                return text.substring(0, end) + "…" + (styled ? PLAIN : "");
            }
            styled |= text.charAt(at) == ESCAPE;
            at = next(text, at);
            if (width < room) {
                end = at;
            }
        }
        return text;
    }

    /** The text with spaces after it, up to a width. */
    public static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** The text with spaces before it, up to a width. */
    public static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /**
     * The lines of a text that has to fit a width: it breaks at spaces only, so a longer word makes a longer line, and all lines
     * but the first are indented by two cells.
     */
    public static List<String> folded(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (width(rest) > width) {
            int end = lineEnd(rest, width);
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = "  " + rest.substring(end + 1);
        }
        lines.add(rest);
        return lines;
    }

    /** The last space up to which the text fits, or else the first one after its indentation; -1 for none. */
    private static int lineEnd(String text, int width) {
        int from = 0;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        int end = text.indexOf(' ', from);
        for (int next = end; next >= 0 && width(text.substring(0, next)) <= width; next = text.indexOf(' ', next + 1)) {
            end = next;
        }
        return end;
    }

    /** The text in bold. */
    public static String bold(String text) {
        return "\u001b[1m" + text + PLAIN;
    }

    /**
     * Somebody else's text as it may be shown: what would move the cursor, change colours or hide is written as {@code \xNN} or
     * {@code \}{@code uNNNN}.
     */
    public static String harmless(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) >= ' ' && text.charAt(at) < 0x7f) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder harmless = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(c -> {
            if (shows(c)) {
                harmless.appendCodePoint(c);
            } else {
                harmless.append(String.format(Locale.ROOT, c < 0x100 ? "\\x%02x" : "\\u%04x", c));
            }
        });
        return harmless.toString();
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static int cells(String text, int at) {
        return text.charAt(at) == ESCAPE ? 0 : cells(text.codePointAt(at));
    }

    static int cells(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || c >= 0x1160 && c <= 0x11ff) {
            return 0;
        }
        return c >= WIDE[0][0] && isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        int low = 0;
        int high = WIDE.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (c < WIDE[middle][0]) {
                high = middle - 1;
            } else if (c > WIDE[middle][1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Where the character, or the style, that begins at this place has ended. */
    private static int next(String text, int at) {
        if (text.charAt(at) != ESCAPE) {
            return at + Character.charCount(text.codePointAt(at));
        }
        int end = text.indexOf('m', at);
        return end < 0 ? text.length() : end + 1;
    }
}
