package org.kafkamqtt.console.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of JSON lines that is added to, run after run. */
public final class JsonLines {
    private static final int PIECE = 64 * 1024;

    private JsonLines() {}

    /**
     * Opens it for appending. A last line torn by a full disk or a kill is cut off, since its record comes again; any
     * other gets its line end.
     */
    public static OutputStream appending(Path file) throws IOException {
        if (Files.isRegularFile(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                mend(channel);
            }
        }
        return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void mend(FileChannel channel) throws IOException {
        long end = channel.size();
        long last = lastLine(channel, end);
        if (last == end) {
            return;
        }
        if (end - last <= Integer.MAX_VALUE / 2 && isTorn(read(channel, last, (int) (end - last)))) {
            channel.truncate(last);
        } else {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), end);
        }
    }

    private static long lastLine(FileChannel channel, long end) throws IOException {
        for (long to = end; to > 0; to -= PIECE) {
            long from = Math.max(0, to - PIECE);
            byte[] piece = read(channel, from, (int) (to - from));
            for (int i = piece.length - 1; i >= 0; i--) {
                if (piece[i] == '\n') {
                    return from + i + 1;
                }
            }
        }
        return 0;
    }

    private static byte[] read(FileChannel channel, long place, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && channel.read(bytes, place + bytes.position()) >= 0) {
            // more to come
        }
        return bytes.array();
    }

    /** Whether it begins as our lines do and does not end. */
    private static boolean isTorn(byte[] line) {
        if (line[0] != '{') {
            return false;
        }
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.currentToken() == null || !parser.currentToken().isStructEnd();
        } catch (IOException e) {
            return true;
        }
    }
}
