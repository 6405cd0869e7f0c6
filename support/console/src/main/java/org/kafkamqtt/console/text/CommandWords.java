package org.kafkamqtt.console.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;

/**
 * The words of the command line as they were typed.
 *
 * <p>Java decodes them in the charset of the locale and replaces what does not fit with U+FFFD: under {@code LC_ALL=C} that
 * is all but ASCII. The launchers set the locale; this is for jars started by hand, and for bytes that are not text.
 */
public final class CommandWords {
    private static final Path TYPED = Path.of("/proc/self/cmdline");

    private CommandWords() {}

    /**
     * The words, repaired where Linux shows how they were typed.
     *
     * @throws Failure status 2 if one of them is not UTF-8
     */
    public static String[] asTyped(String... words) {
        boolean ascii = Arrays.stream(words).allMatch(word -> word.chars().allMatch(c -> c < 0x80));
        return ascii ? words : asTyped(raw(), words);
    }

    private static Optional<byte[]> raw() {
        try {
            return Optional.of(Files.readAllBytes(TYPED));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * The same, given the command line as the system keeps it: each word followed by a zero byte, Java's own first.
     *
     * @param raw empty where the system does not provide it
     */
    static String[] asTyped(Optional<byte[]> raw, String... words) {
        List<byte[]> typed = raw.map(CommandWords::split).orElse(List.of());
        int skipped = typed.size() - words.length;
        String[] mended = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            mended[i] = skipped < 0 ? unharmed(words[i]) : decoded(typed.get(skipped + i));
        }
        return mended;
    }

    private static List<byte[]> split(byte[] raw) {
        List<byte[]> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < raw.length; at++) {
            if (raw[at] == 0) {
                words.add(Arrays.copyOfRange(raw, from, at));
                from = at + 1;
            }
        }
        return words;
    }

    private static String decoded(byte[] word) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(word))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notText(new String(word, StandardCharsets.UTF_8));
        }
    }

    private static String unharmed(String word) {
        if (word.indexOf('\ufffd') >= 0) {
            throw notText(word);
        }
        return word;
    }

    private static Failure notText(String word) {
        return Failure.usage("'" + word.replace('\ufffd', '?')
                + "' on the command line is not UTF-8: the terminal or script it comes from uses another charset");
    }
}
