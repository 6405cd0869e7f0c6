package org.kafkamqtt.producer.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.DelimitedRecord;
import org.kafkamqtt.producer.source.Generated;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.source.JsonRecord;
import org.kafkamqtt.producer.source.Pieces;
import org.kafkamqtt.producer.source.Source;

/** Random bytes against plain oracles: nothing crashes and no byte is lost. */
class FuzzTest {
    @TempDir
    Path folder = Path.of("");

    private static byte[] random(long seed, int size, int letters) {
        Random random = new Random(seed);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) random.nextInt(letters);
        }
        return bytes;
    }

    /** Hands out its bytes in pieces of random length, as a pipe does. */
    private static InputStream trickle(byte[] bytes, long seed) {
        Random random = new Random(seed);
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
            }
        };
    }

    /** What String's own methods make of it: pieces, each cut at the first key delimiter. */
    private static List<String> expected(String input, String delimiter, String keyDelimiter) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < input.length()) {
            int end = input.indexOf(delimiter, from);
            String piece = input.substring(from, end < 0 ? input.length() : end);
            int cut = piece.indexOf(keyDelimiter);
            pieces.add(
                    cut < 0
                            ? "null=" + piece
                            : piece.substring(0, cut) + "=" + piece.substring(cut + keyDelimiter.length()));
            from = end < 0 ? input.length() : end + delimiter.length();
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\u0000", "\u0001\u0002", "\u0001\u0001\u0002", "\u0003\u0003"})
    void pieces_and_keys_are_those_that_plain_text_search_finds(String delimiter) throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            byte[] bytes = random(seed, 20_000, seed % 3 == 0 ? 256 : 5);
            String keyDelimiter = seed % 2 == 0 ? "\u0004" : "\u0000\u0004";
            Pieces pieces = new Pieces(
                    new Inputs(List.of("-"), trickle(bytes, seed)),
                    delimiter.getBytes(ISO_8859_1),
                    new DelimitedRecord(keyDelimiter.getBytes(ISO_8859_1)));
            assertEquals(expected(new String(bytes, ISO_8859_1), delimiter, keyDelimiter), drained(pieces));
        }
    }

    private static List<String> drained(Source source) throws Exception {
        List<String> records = new ArrayList<>();
        Draft draft = new Draft();
        while (source.next(draft)) {
            byte[] key = draft.key();
            byte[] value = draft.value();
            records.add((key == null ? "null" : new String(key, ISO_8859_1)) + "="
                    + (value == null ? "null" : new String(value, ISO_8859_1)));
            draft.clear();
        }
        return records;
    }

    @Test
    void ten_million_random_bytes_lose_none() throws Exception {
        byte[] bytes = new byte[10_000_000];
        new Random(99).nextBytes(bytes);
        bytes[bytes.length - 1] = 'x';
        ByteArrayOutputStream copy = new ByteArrayOutputStream(bytes.length);
        Pieces pieces = new Pieces(
                new Inputs(List.of("-"), trickle(bytes, 1)), new byte[] {'\n'}, new DelimitedRecord(new byte[0]));
        Draft draft = new Draft();
        while (pieces.next(draft)) {
            pieces.copyTo(copy);
            draft.clear();
        }
        byte[] copied = copy.toByteArray();
        assertEquals(bytes.length + 1, copied.length);
        assertEquals(-1, java.util.Arrays.mismatch(bytes, java.util.Arrays.copyOf(copied, bytes.length)));
        assertEquals(bytes.length, pieces.consumed());
    }

    @Test
    void broken_json_is_a_bad_record_and_never_a_crash() throws Exception {
        String line =
                "{\"topic\":\"t\",\"partition\":1,\"key\":\"k\",\"value\":\"v\\u00e9\",\"headers\":[{\"key\":\"a\"}]}";
        Random random = new Random(5);
        JsonRecord parser = new JsonRecord();
        Draft draft = new Draft();
        int good = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = line.getBytes(ISO_8859_1);
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            draft.clear();
            try {
                parser.parse(bytes, 0, bytes.length - random.nextInt(3), draft);
                good++;
            } catch (BadRecord e) {
                assertEquals(false, e.clause().isBlank());
            }
        }
        assertEquals(true, good > 5_000, good + " good");
    }

    @Test
    void a_place_to_go_on_from_gives_the_same_rest() throws Exception {
        byte[] bytes = random(8, 50_000, 4);
        Path file = Files.write(folder.resolve("input"), bytes);
        List<String> all = drained(pieces(file));
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            int taken = 1 + random.nextInt(all.size() - 1);
            Pieces first = pieces(file);
            for (int k = 0; k < taken; k++) {
                assertEquals(true, first.next(new Draft()));
            }
            Pieces second = pieces(file);
            second.resume(new Position(0, first.consumed(), first.number()));
            assertEquals(all.subList(taken, all.size()), drained(second));
        }
    }

    private static Pieces pieces(Path file) throws IOException {
        return new Pieces(
                new Inputs(List.of(file.toString()), InputStream.nullInputStream()),
                new byte[] {1},
                new DelimitedRecord(new byte[0]));
    }

    @Test
    void the_reached_position_is_behind_the_last_record_before_which_all_are_done() throws Exception {
        Random random = new Random(17);
        Generated source = new Generated(
                5000,
                org.kafkamqtt.console.generate.Template.parse("x"),
                new org.kafkamqtt.console.generate.Chance(1, java.time.Clock.systemUTC()),
                new DelimitedRecord(new byte[0]));
        ReachedPosition reached = new ReachedPosition(new Position(0, 0, 0));
        List<Long> open = new ArrayList<>();
        boolean[] done = new boolean[5000];
        long sequence = 0;
        while (source.next(new Draft()) || !open.isEmpty()) {
            if (sequence < 5000) {
                open.add(sequence);
                reached.sent(sequence++, source);
            }
            if (sequence == 5000 || random.nextInt(10) > 2) {
                long settled = open.remove(random.nextInt(Math.min(open.size(), 3000)));
                done[(int) settled] = true;
                reached.done(settled);
            }
            int plain = 0;
            while (plain < 5000 && done[plain]) {
                plain++;
            }
            assertEquals(plain, reached.get().number());
        }
    }
}
