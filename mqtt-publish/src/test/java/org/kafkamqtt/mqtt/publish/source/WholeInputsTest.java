package org.kafkamqtt.mqtt.publish.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.publish.Samples;

class WholeInputsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private static Source open(InputStream in, PayloadCode code, long times, String... names) throws IOException {
        return new Messages.Whole(List.of(names), code, times).open(in, Mark.START, InputWriter.GONE);
    }

    private static List<String> all(PayloadCode code, long times, String... names) throws IOException, BadMessage {
        List<String> all = new ArrayList<>();
        try (Source source = open(new ByteArrayInputStream(Samples.bytes("typed")), code, times, names)) {
            for (Optional<Draft> next = source.next(); next.isPresent(); next = source.next()) {
                all.add(source.place() + ": " + Samples.text(next.get().payload()));
            }
        }
        return all;
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void each_file_is_a_message_and_standard_input_may_be_one_of_them() throws Exception {
        String one = file("1", "first\nof two lines");
        assertEquals(
                List.of(one + ": first\nof two lines", "standard input: typed"), all(PayloadCode.RAW, 1, one, "-"));
    }

    @Test
    void a_folder_stands_for_its_files_by_name_without_those_of_folders_in_it() throws Exception {
        String two = file("2", "b");
        String one = file("1", "a");
        Files.writeString(Files.createDirectory(folder.resolve("0")).resolve("3"), "c");
        assertEquals(List.of(one + ": a", two + ": b"), all(PayloadCode.RAW, 1, folder.toString()));
    }

    @Test
    void all_of_them_come_again_as_often_as_asked_for() throws Exception {
        assertEquals(
                List.of("repetition 1: typed", "repetition 2: typed", "repetition 3: typed"),
                all(PayloadCode.RAW, 3, "-"));
        String one = file("1", "a");
        String two = file("2", "b");
        assertEquals(
                List.of("repetition 1: a", "repetition 1: b", "repetition 2: a", "repetition 2: b"),
                all(PayloadCode.RAW, 2, one, two));
    }

    @Test
    void an_input_of_any_size_is_read_whole_whether_its_size_is_known_or_not() throws Exception {
        byte[] large = new byte[300_001];
        new SplittableRandom(1).nextBytes(large);
        Path file = Files.write(folder.resolve("large"), large);
        InputStream in = new ByteArrayInputStream(large);
        assertArrayEquals(
                large,
                open(in, PayloadCode.RAW, 1, file.toString())
                        .next()
                        .orElseThrow()
                        .payload());
        assertArrayEquals(
                large, open(in, PayloadCode.RAW, 1, "-").next().orElseThrow().payload());
    }

    @Test
    void a_file_may_spell_its_payload() throws Exception {
        String hex = file("hex", "41 42\n");
        assertEquals(List.of("the message: AB"), all(PayloadCode.HEX, 1, hex));
        assertThrows(BadMessage.class, () -> all(PayloadCode.HEX, 1, file("odd", "4")));
    }

    @Test
    void an_empty_folder_is_no_message() {
        Failure failure = assertThrows(Failure.class, () -> all(PayloadCode.RAW, 1, folder.toString()));
        assertEquals("there is no file in the folder", failure.sentence());
    }

    @Test
    void what_cannot_be_read_is_told_before_anything_is_published() {
        String missing = folder.resolve("missing").toString();
        Failure failure = assertThrows(
                Failure.class, () -> open(InputStream.nullInputStream(), PayloadCode.RAW, 1, "-", missing));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertTrue(failure.sentence().equals("cannot read " + missing + ": no such file"), failure.sentence());
    }
}
