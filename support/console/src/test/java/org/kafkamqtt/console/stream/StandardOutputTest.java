package org.kafkamqtt.console.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class StandardOutputTest {
    private static final String LINE = "a message of some length\n";

    @TempDir
    Path folder = Path.of("");

    /** A disk that takes only so many bytes. */
    private static final class FullDisk extends OutputStream {
        private final Path file;
        private final int room;

        FullDisk(Path file, int room) {
            this.file = file;
            this.room = room;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int taken = (int) Math.min(length, Math.max(0, room - Files.size(file)));
            Files.write(file, new String(bytes, offset, taken, UTF_8).getBytes(UTF_8), StandardOpenOption.APPEND);
            if (taken < length) {
                throw new IOException("No space left on device");
            }
        }
    }

    @Test
    void what_a_full_disk_took_in_part_is_cut_off_wherever_it_tore() throws IOException {
        Path file = folder.resolve("out");
        for (int room = 8; room < 8 + 2 * LINE.length(); room++) {
            Files.writeString(file, "earlier\n");
            OutputFile output = OutputFile.of(file);
            StandardOutput out = new StandardOutput(new FullDisk(file, room), () -> Optional.of(output));
            Failure failure = assertThrows(Failure.class, () -> {
                out.write(LINE.getBytes(UTF_8));
                out.write(LINE.getBytes(UTF_8));
            });
            assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
            boolean first = room >= 8 + LINE.length();
            assertEquals("earlier\n" + (first ? LINE : ""), Files.readString(file), "room for " + room);
            output.close();
        }
    }

    @Test
    void where_there_is_no_file_nothing_is_cut_off() {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (taken.size() == 3) {
                    throw new IOException("No space left on device");
                }
                taken.write(b);
            }
        };
        assertThrows(Failure.class, () -> new StandardOutput(broken).write(LINE.getBytes(UTF_8)));
        assertEquals("a m", taken.toString(UTF_8));
    }

    @Test
    void a_file_that_ends_in_the_middle_of_a_line_is_open() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "a\nb");
        byte[] newLine = {'\n'};
        try (OutputFile output = OutputFile.of(file)) {
            assertTrue(output.isOpen(newLine));
            assertFalse(output.isOpen(new byte[0]));
            assertFalse(output.isOpen("\nb".getBytes(UTF_8)));
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
            assertFalse(output.isOpen(newLine));
            Files.writeString(file, "");
            assertFalse(output.isOpen(newLine));
        }
    }
}
