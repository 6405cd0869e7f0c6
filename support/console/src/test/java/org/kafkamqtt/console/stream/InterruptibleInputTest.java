package org.kafkamqtt.console.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class InterruptibleInputTest {
    private Path file = Path.of("");

    @BeforeEach
    void write(@TempDir Path folder) throws IOException {
        file = Files.writeString(folder.resolve("lines"), "0123456789");
    }

    /** What is left of the file after skipping so many bytes of it, and how many that were. */
    private String afterSkipping(long wanted) throws IOException {
        try (InputStream in = InterruptibleInput.of(new FileInputStream(file.toFile()))) {
            long skipped = in.skip(wanted);
            return skipped + ":" + new String(in.readAllBytes(), US_ASCII);
        }
    }

    @Test
    void skips_as_far_as_the_file_goes() throws IOException {
        assertEquals("4:456789", afterSkipping(4));
        assertEquals("10:", afterSkipping(11));
        assertEquals("0:0123456789", afterSkipping(0));
        assertEquals("0:0123456789", afterSkipping(-3));
    }

    @Test
    void skips_from_where_it_stands() throws IOException {
        try (InputStream in = InterruptibleInput.of(new FileInputStream(file.toFile()))) {
            assertEquals('0', in.read());
            in.skipNBytes(4);
            assertEquals('5', in.read());
        }
    }

    @Test
    @Timeout(20)
    void skips_without_reading_where_there_is_a_position() throws IOException {
        long terabyte = 1L << 40;
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(terabyte + 10);
        }
        try (InputStream in = InterruptibleInput.of(new FileInputStream(file.toFile()))) {
            in.skipNBytes(terabyte);
            assertEquals(10, in.readAllBytes().length);
        }
    }

    @Test
    void reads_through_what_has_no_size() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/zero")), "no /dev/zero here");
        try (InputStream in = InterruptibleInput.of(new FileInputStream("/dev/zero"))) {
            assertEquals(100_000, in.skip(100_000));
        }
    }

    @Test
    void an_interrupt_is_the_end() throws IOException {
        try (InputStream in = InterruptibleInput.of(new FileInputStream(file.toFile()))) {
            Thread.currentThread().interrupt();
            assertEquals(-1, in.read());
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void trouble_names_what_is_read() throws IOException {
        Path unreadable = Path.of("/proc/self/mem");
        assumeTrue(Files.isReadable(unreadable), "no /proc here");
        try (InputStream in = InterruptibleInput.of(new FileInputStream(unreadable.toFile()), "the input")) {
            FileSystemException trouble = assertThrows(FileSystemException.class, in::read);
            assertEquals("the input", trouble.getFile());
        }
    }

    @Test
    void what_is_no_file_stays_as_it_is() {
        InputStream bytes = new ByteArrayInputStream(new byte[0]);
        assertSame(bytes, InterruptibleInput.of(bytes));
    }
}
