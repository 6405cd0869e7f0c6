package org.kafkamqtt.manual;

/**
 * Text that passes through picocli, AsciiDoc and roff and comes out as it was: what would be a format, a variable or markup
 * to one of them is another character until that one is done.
 */
final class Sheltered {
    private static final String SPECIAL = "%$@|";
    private static final char SHELTER = '\ue000';

    private Sheltered() {}

    /** As picocli is to be given it: AsciiDoc then takes it for text. */
    static String text(String text) {
        return text.isEmpty() ? "" : "pass:c[" + chars(text.replace("]", "\\]")) + "]";
    }

    /** The same for what AsciiDoc takes as it is. */
    static String chars(String text) {
        StringBuilder sheltered = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int special = SPECIAL.indexOf(c);
            sheltered.append(special < 0 ? c : (char) (SHELTER + special));
        }
        return sheltered.toString();
    }

    /** What picocli made of it, with the characters back. */
    static String restored(String page) {
        String restored = page;
        for (int i = 0; i < SPECIAL.length(); i++) {
            restored = restored.replace((char) (SHELTER + i), SPECIAL.charAt(i));
        }
        return restored;
    }
}
