package org.kafkamqtt.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Digits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ToolTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Command(name = "probe", description = "Tries the harness.")
    private static final class Probe implements ToolCommand {
        @Option(names = "--verbose-trace")
        boolean trace;

        @Option(names = "--count")
        int count = 1;

        @Option(names = "-C", hidden = true)
        @SuppressWarnings("UnusedVariable") // only there to be hidden
        String hidden = "";

        Throwable thrown = new IllegalStateException("not reached");
        boolean throwing;

        @Override
        public ExitStatus run(Console console) throws Exception {
            if (throwing) {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            }
            console.out().write(("count " + count).getBytes(UTF_8));
            return ExitStatus.OK;
        }

        @Override
        public int verbosity() {
            return trace ? 2 : 0;
        }

        @Override
        public String client() {
            return "some-client 1.0";
        }
    }

    private ExitStatus run(Probe probe, OutputStream target, String... args) {
        return Tool.run(probe, Console.of("probe", InputStream.nullInputStream(), target, err), args);
    }

    private ExitStatus failing(Throwable thrown, String... args) {
        Probe probe = new Probe();
        probe.throwing = true;
        probe.thrown = thrown;
        return run(probe, out, args);
    }

    @Test
    void a_good_run_writes_data_and_says_nothing() {
        assertEquals(ExitStatus.OK, run(new Probe(), out, "--count=3"));
        assertEquals("count 3", out.toString(UTF_8));
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void an_unknown_option_is_one_line_with_the_nearest_one() {
        assertEquals(ExitStatus.USAGE, run(new Probe(), out, "--coutn=3"));
        assertEquals(
                "probe: unknown option '--coutn', did you mean '--count'? Try 'probe --help'.\n", err.toString(UTF_8));
    }

    @Test
    void a_wrong_value_is_one_line() {
        assertEquals(ExitStatus.USAGE, run(new Probe(), out, "--count", "many"));
        assertEquals(1, err.toString(UTF_8).lines().count());
        assertTrue(err.toString(UTF_8).contains("'many'"), err.toString(UTF_8));
    }

    @Test
    void help_goes_to_standard_output_with_the_exit_statuses() {
        assertEquals(ExitStatus.OK, run(new Probe(), out, "--help"));
        assertTrue(out.toString(UTF_8).contains("143"), out.toString(UTF_8));
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void version_names_the_client_and_java() {
        assertEquals(ExitStatus.OK, run(new Probe(), out, "--version"));
        String text = out.toString(UTF_8);
        assertTrue(text.startsWith("probe ") && text.contains("some-client 1.0, Java "), text);
    }

    @Test
    void a_failure_is_its_sentence_and_status() {
        assertEquals(ExitStatus.UNREACHABLE, failing(new Failure(ExitStatus.UNREACHABLE, "no answer from nowhere:1")));
        assertEquals("probe: no answer from nowhere:1\n", err.toString(UTF_8));
    }

    @Test
    void an_exception_nobody_foresaw_is_one_line_and_a_trace_only_when_asked_for() {
        assertEquals(ExitStatus.FAILED, failing(new IllegalStateException("odd\nthing")));
        assertEquals("probe: failed unexpectedly: odd; thing\n", err.toString(UTF_8));
        err.reset();
        failing(new IllegalStateException("odd"), "--verbose-trace");
        assertTrue(err.toString(UTF_8).contains("at org.kafkamqtt.console.ToolTest"));
    }

    @Test
    void what_a_file_system_refuses_is_status_7_and_names_the_file() {
        assertEquals(
                ExitStatus.INPUT_OUTPUT,
                failing(new UncheckedIOException(new FileSystemException("/dev/null/x", null, "Not a directory"))));
        assertEquals("probe: cannot use /dev/null/x: not a directory\n", err.toString(UTF_8));
        err.reset();
        assertEquals(ExitStatus.INPUT_OUTPUT, failing(new NoSuchFileException("gone")));
        assertEquals("probe: cannot use gone: no such file or folder\n", err.toString(UTF_8));
        err.reset();
        assertEquals(ExitStatus.INPUT_OUTPUT, failing(new IOException("No space left on device")));
        assertEquals("probe: cannot continue writing or reading: no space left on device\n", err.toString(UTF_8));
    }

    @Test
    void a_reader_that_has_gone_is_a_silent_clean_end() {
        OutputStream broken = failingOutput("Broken pipe");
        assertEquals(ExitStatus.OK, run(new Probe(), broken));
        assertEquals("", err.toString(UTF_8));
    }

    @Test
    void a_full_disk_is_status_7() {
        assertEquals(ExitStatus.INPUT_OUTPUT, run(new Probe(), failingOutput("No space left on device")));
        assertTrue(err.toString(UTF_8).contains("no space left on device"));
    }

    @Test
    void an_error_is_one_line_like_everything_else_whichever_it_is() {
        assertEquals(ExitStatus.FAILED, failing(new OutOfMemoryError("Java heap space")));
        assertTrue(err.toString(UTF_8).startsWith("probe: out of memory: the heap of "), err.toString(UTF_8));
        assertTrue(err.toString(UTF_8).contains("JAVA_OPTS=-Xmx"), err.toString(UTF_8));
        err.reset();
        assertEquals(ExitStatus.FAILED, failing(new AssertionError("balance lost")));
        assertEquals("probe: failed unexpectedly: balance lost\n", err.toString(UTF_8));
        err.reset();
        assertEquals(ExitStatus.FAILED, failing(new RuntimeException(new OutOfMemoryError("Metaspace"))));
        assertTrue(err.toString(UTF_8).contains("MaxMetaspaceSize"), err.toString(UTF_8));
    }

    @Test
    void help_that_cannot_be_written_is_status_7() {
        assertEquals(ExitStatus.INPUT_OUTPUT, run(new Probe(), failingOutput("No space left on device"), "--help"));
        assertEquals("probe: cannot write standard output: no space left on device\n", err.toString(UTF_8));
    }

    @Test
    void the_word_help_and_what_other_programs_call_help_lead_to_it() {
        assertEquals(ExitStatus.OK, run(new Probe(), out, "help"));
        assertTrue(out.toString(UTF_8).contains("Tries the harness"), out.toString(UTF_8));
        assertEquals(ExitStatus.USAGE, run(new Probe(), out, "-h"));
        assertEquals("probe: unknown option '-h', did you mean '--help'? Try 'probe --help'.\n", err.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help=exit", "--help exit", "help exit"})
    void a_part_of_the_help_is_asked_for_by_its_name(String words) {
        assertEquals(ExitStatus.OK, run(new Probe(), out, words.split(" ", -1)));
        assertTrue(out.toString(UTF_8).startsWith("Exit status:\n  0 "), out.toString(UTF_8));
    }

    @Test
    void a_part_that_is_not_there_is_one_line_with_the_nearest() {
        assertEquals(ExitStatus.USAGE, run(new Probe(), out, "--help=exti"));
        assertEquals(
                "probe: there is no help on 'exti', did you mean 'exit'? Try 'probe --help'.\n", err.toString(UTF_8));
        err.reset();
        assertEquals(ExitStatus.USAGE, run(new Probe(), out, "--help", "sensors"));
        assertEquals(
                "probe: there is no help on 'sensors': topics are options, exit. Try 'probe --help'.\n",
                err.toString(UTF_8));
    }

    @Test
    void an_option_that_the_help_hides_is_not_what_was_meant() {
        run(new Probe(), out, "-D");
        assertFalse(err.toString(UTF_8).contains("-C"), err.toString(UTF_8));
    }

    @Test
    void a_stop_runs_its_actions_once_and_late_ones_at_once() {
        Stop stop = new Stop();
        StringBuilder ran = new StringBuilder();
        stop.onRequest(() -> ran.append("a"));
        assertFalse(stop.requested());
        stop.request();
        stop.request();
        stop.onRequest(() -> ran.append("b"));
        assertTrue(stop.requested());
        assertEquals("ab", ran.toString());
    }

    @Test
    void a_tally_that_does_not_add_up_is_no_success() {
        Tally tally = new Tally();
        tally.read(3);
        tally.sent();
        tally.acknowledged(2);
        assertEquals(1, tally.counts().unsettled());
        assertEquals(ExitStatus.PARTIAL, tally.counts().status());
        tally.skipped();
        assertEquals(ExitStatus.OK, tally.counts().status());
        tally.read();
        tally.failed();
        assertEquals(ExitStatus.PARTIAL, tally.counts().status());
        assertEquals(
                "4 read, 1 sent, 2 acknowledged, 1 failed, 1 skipped",
                tally.counts().text(Digits.PLAIN));
    }

    private static OutputStream failingOutput(String reason) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
