package org.kafkamqtt.console.stream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Utf8;

/**
 * A small text file that a person wrote: options, properties, a password. UTF-8 with or without a byte order mark; lines end
 * with LF, CRLF or CR, tabs count as blanks.
 *
 * @param file where it is, for messages about it
 * @param lines in order, without their ends
 */
public record TextFile(Path file, List<String> lines) {
    private static final int LARGEST = 16 * 1024 * 1024;

    public TextFile {
        lines = List.copyOf(lines);
    }

    /**
     * Reads it.
     *
     * @param what it holds, such as {@code the options}
     * @throws Failure status 2 with the file, and the line if there is one, if it is not such a file
     */
    public static TextFile read(Path file, String what) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw Failure.cannot(ExitStatus.USAGE, "read " + what + " in", file, e);
        }
        return of(file, what, bytes);
    }

    static TextFile of(Path file, String what, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw Failure.usage("cannot read " + what + " in " + file + ": it is larger than 16 MiB");
        }
        if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) {
            throw Failure.usage("cannot read " + what + " in " + file + ": it is UTF-16: save it as UTF-8");
        }
        int begin = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
        int number = 1;
        int from = begin;
        while (from < bytes.length) {
            int end = lineEnd(bytes, from);
            if (!Utf8.isValid(bytes, from, end - from)) {
                throw Failure.usage(file + ":" + number + ": this is not UTF-8: save the file as UTF-8");
            }
            if (holdsNul(bytes, from, end)) {
                throw Failure.usage(file + ":" + number + ": there is a NUL byte; if this is UTF-16, save it as UTF-8");
            }
            from = end + 1;
            number++;
        }
        String text = new String(bytes, begin, bytes.length - begin, StandardCharsets.UTF_8);
        return new TextFile(file, text.lines().toList());
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean holdsNul(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** The whole text, with LF at the end of each line. */
    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** What is wrong with a line, status 2; the first one has the number 1. */
    public Failure wrong(int line, String sentence) {
        return Failure.usage(file + ":" + line + ": " + sentence);
    }
}
