package org.kafkamqtt.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.kafkamqtt.consumer.Feed.BROKER;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.sandbox.trial.Await;

/** The files of {@code --out}, as other programs read them. */
class FilesJarIT {
    private static final int COUNT = 30_000;

    @ParameterizedTest
    @CsvSource({"--gzip, .gz", "--zstd, .zst"})
    void unpacked_files_hold_every_record_once_in_order_after_a_kill(String option, String ending, @TempDir Path folder)
            throws IOException {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, COUNT);
        String[] args = {
            "-b",
            BROKER,
            "-g",
            "files" + ending,
            "--session-timeout",
            "6s",
            "--static",
            "one",
            "--out",
            folder.toString(),
            option,
            "--rotate",
            "20KB",
            "--commit-every",
            "1000",
            topic
        };
        try (Child child = Child.start(args)) {
            Await.that("a sealed file", 40, () -> !files(folder, topic).isEmpty());
            child.signal("KILL");
            child.ended(10);
        }
        List<String> more = new ArrayList<>(List.of(args));
        more.add("-e");
        Child.Result last = Child.run(more.toArray(String[]::new));
        assertEquals(0, last.status(), last.err());
        List<Path> files = files(folder, topic);
        assertTrue(files.size() > 1, files.toString());
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            assertTrue(file.toString().endsWith(".txt" + ending), file.toString());
            lines.addAll(unpacked(file).lines().toList());
        }
        assertEquals(IntStream.rangeClosed(1, COUNT).mapToObj(Integer::toString).toList(), lines);
    }

    private static String unpacked(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length == 0) {
            return "";
        }
        try (InputStream raw = new java.io.ByteArrayInputStream(bytes);
                InputStream in = file.toString().endsWith(".gz")
                        ? new GZIPInputStream(raw)
                        : new ZstdInputStreamNoFinalizer(raw)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** Sealed ones by offset, then the open one. */
    private static List<Path> files(Path folder, String topic) {
        try (var found = Files.newDirectoryStream(folder, topic + "-0.*")) {
            List<Path> files = new ArrayList<>();
            found.forEach(files::add);
            files.sort(null);
            return files;
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What the kernel was asked, by strace where it is installed and allowed. */
    @ParameterizedTest
    @CsvSource({"--out, true", "--out, false", ">, true", ">, false"})
    void the_disk_is_waited_for_if_and_only_if_that_is_asked_for(String to, boolean asked, @TempDir Path folder)
            throws IOException {
        Child.Result traced = Child.runShell("strace -f -o /dev/null true");
        assumeTrue(traced.status() == 0, "no strace here");
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 100);
        Path calls = folder.resolve("calls");
        Child.Result result = Child.runShell("strace -f -qq -e trace=fsync,fdatasync -o " + calls + " TOOL -b " + BROKER
                + " -e -g sync" + asked + to.length() + topic + (asked ? " --fsync " : " ") + topic + " " + to + " "
                + folder.resolve("out"));
        assertEquals(0, result.status(), result.err());
        long syncs = Files.readString(calls, UTF_8)
                .lines()
                .filter(call -> call.contains("sync("))
                .count();
        assertEquals(asked, syncs > 0, syncs + " calls");
    }

    @Test
    void a_file_without_a_checkpoint_is_not_touched(@TempDir Path folder) throws IOException {
        String topic = Feed.topic(1);
        Feed.numbers(topic, 1, 1, 3);
        Path precious = Files.writeString(folder.resolve(topic + "-0.txt"), "precious");
        Child.Result result = Child.run("-b", BROKER, "-e", "--out", folder.toString(), topic);
        assertEquals(7, result.status(), result.err());
        assertEquals("precious", Files.readString(precious));
    }
}
