package org.kafkamqtt.console.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelimitedInputTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            nullValues = "none",
            value = {
                "a;b;c -> ; -> a|b|c",
                "a;b;c; -> ; -> a|b|c",
                ";; -> ; -> |",
                "; -> ; -> ''",
                "no delimiter -> ; -> no delimiter",
                "a--b-c----d -> -- -> a|b-c||d",
                "a--- -> -- -> a|-",
                "aab -> ab -> a"
            })
    void splits_at_each_delimiter_and_keeps_empty_pieces(String input, String delimiter, String pieces)
            throws IOException {
        assertEquals(List.of(pieces.split("\\|", -1)), split(input, delimiter, 3));
    }

    @Test
    void an_empty_stream_has_no_pieces_but_is_one_empty_whole() throws IOException {
        assertEquals(List.of(), split("", ";", 4));
        assertEquals(List.of(""), split("", "", 4));
        assertEquals(List.of("all\nof it"), split("all\nof it", "", 4));
    }

    @Test
    void agrees_with_a_plain_splitter_on_random_bytes_read_in_random_portions() throws IOException {
        Random random = new Random(20261123);
        for (int round = 0; round < 3_000; round++) {
            String input = randomText(random, random.nextInt(60));
            String delimiter = randomText(random, 1 + random.nextInt(3));
            DelimitedInput pieces = new DelimitedInput(
                    new Dribble(input.getBytes(ISO_8859_1), random), delimiter.getBytes(ISO_8859_1), 1);
            assertEquals(plainSplit(input, delimiter), all(pieces), () -> input + " at " + delimiter);
        }
    }

    @Test
    void what_is_ready_is_given_without_another_read() throws IOException {
        Random random = new Random(20261126);
        int ready = 0;
        for (int round = 0; round < 3_000; round++) {
            String input = randomText(random, random.nextInt(60));
            String delimiter = randomText(random, 1 + random.nextInt(3));
            Dribble dribble = new Dribble(input.getBytes(ISO_8859_1), random);
            DelimitedInput pieces = new DelimitedInput(dribble, delimiter.getBytes(ISO_8859_1), 1);
            List<String> all = new ArrayList<>();
            boolean more = true;
            while (more) {
                boolean asked = random.nextBoolean() && pieces.ready();
                String next =
                        asked ? new String(pieces.buffer(), pieces.nextStart(), pieces.nextLength(), ISO_8859_1) : "";
                boolean exhausted = asked && pieces.exhausted();
                int reads = dribble.reads;
                more = pieces.next();
                if (asked) {
                    ready++;
                    assertEquals(reads, dribble.reads);
                    assertEquals(exhausted, !more);
                    assertEquals(next, more ? new String(pieces.piece(), ISO_8859_1) : "");
                }
                if (more) {
                    all.add(new String(pieces.piece(), ISO_8859_1));
                }
            }
            assertEquals(plainSplit(input, delimiter), all, () -> input + " at " + delimiter);
        }
        assertTrue(ready > 3_000, "ready " + ready + " times");
    }

    @Test
    void half_a_piece_is_not_ready() throws IOException {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        DelimitedInput pieces = new DelimitedInput(in, new byte[] {'\n'});
        assertFalse(pieces.ready());
        out.write("ab\nc".getBytes(ISO_8859_1));
        assertTrue(pieces.ready());
        assertTrue(pieces.next());
        assertFalse(pieces.ready());
        out.write("d\n".getBytes(ISO_8859_1));
        assertTrue(pieces.ready());
        assertTrue(pieces.next());
        assertEquals("cd", new String(pieces.piece(), ISO_8859_1));
    }

    @Test
    void ten_million_random_bytes_lose_none() throws IOException {
        byte[] input = new byte[10_000_000];
        new Random(7).nextBytes(input);
        DelimitedInput pieces = new DelimitedInput(new ByteArrayInputStream(input), new byte[] {'\n'});
        long bytes = 0;
        while (pieces.next()) {
            for (int i = 0; i < pieces.length(); i++) {
                assertEquals(input[(int) bytes + i], pieces.buffer()[pieces.start() + i]);
            }
            bytes += pieces.length() + 1;
        }
        assertEquals(input.length, pieces.consumed());
        assertEquals(input.length, input[input.length - 1] == '\n' ? bytes : bytes - 1);
    }

    @Test
    void counts_pieces_and_the_bytes_behind_them() throws IOException {
        DelimitedInput pieces =
                new DelimitedInput(new ByteArrayInputStream("ab\ncd".getBytes(ISO_8859_1)), new byte[] {'\n'});
        assertTrue(pieces.next());
        assertEquals(1, pieces.number());
        assertEquals(3, pieces.consumed());
        assertFalse(pieces.ready());
        assertTrue(pieces.next());
        assertEquals(2, pieces.number());
        assertEquals(5, pieces.consumed());
        assertTrue(pieces.ready());
        assertFalse(pieces.next());
    }

    private static List<String> split(String input, String delimiter, int firstSize) throws IOException {
        return all(new DelimitedInput(
                new ByteArrayInputStream(input.getBytes(ISO_8859_1)), delimiter.getBytes(ISO_8859_1), firstSize));
    }

    private static List<String> all(DelimitedInput pieces) throws IOException {
        List<String> all = new ArrayList<>();
        while (pieces.next()) {
            all.add(new String(pieces.piece(), ISO_8859_1));
        }
        return all;
    }

    private static List<String> plainSplit(String input, String delimiter) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        for (int end = input.indexOf(delimiter); end >= 0; end = input.indexOf(delimiter, at)) {
            pieces.add(input.substring(at, end));
            at = end + delimiter.length();
        }
        if (at < input.length()) {
            pieces.add(input.substring(at));
        }
        return pieces;
    }

    /** Text of three letters, so that delimiters and near-delimiters are frequent. */
    private static String randomText(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("ab\u00ff".charAt(random.nextInt(3)));
        }
        return text.toString();
    }

    /** A stream that hands out one to four bytes at a time. */
    private static final class Dribble extends InputStream {
        private final ByteArrayInputStream in;
        private final Random random;
        private int reads;

        Dribble(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() {
            return in.read();
        }

        /** What has arrived by chance. */
        @Override
        public int available() {
            return random.nextBoolean() ? in.available() : 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            reads++;
            return in.read(target, offset, Math.min(length, 1 + random.nextInt(4)));
        }
    }
}
