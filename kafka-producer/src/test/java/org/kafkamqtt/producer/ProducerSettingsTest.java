package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.producer.delivery.InputPlan;
import org.kafkamqtt.producer.delivery.Mode;
import org.kafkamqtt.producer.delivery.OutputUse;
import org.kafkamqtt.producer.delivery.ProducerSettings;
import org.kafkamqtt.producer.delivery.Sending;
import org.kafkamqtt.producer.outlet.Batch;
import org.kafkamqtt.producer.source.PieceForm;
import org.kafkamqtt.producer.trial.Trial;

/** What command lines come to, and which make no sense. */
class ProducerSettingsTest {
    private static ProducerSettings settings(String... words) {
        ProducerOptions options = new ProducerOptions();
        Tool.commandLine(options).parseArgs(words);
        return options.settings(options.delivery.settings(Trial.settings()));
    }

    private static ProducerSettings typed(String line) {
        return settings(line.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-K : | no topic: give -t TOPIC",
                "-f %v | no topic: give -t TOPIC",
                "-J --create 3 | --create needs -t TOPIC",
                "-J --transactional-id x --resume f | --resume with --transactional-id needs -t TOPIC",
                "-t t --explain-partition k --resume f | --resume needs an input: it cannot be used with --generate",
                "-t t --generate 1 --resume f | --resume needs an input: it cannot be used with --generate",
                "-t t --generate=-1 | --generate '-1' is less than 0",
                "-t t --generate 1 --template ${nothing} | template '${nothing}'",
                "-t t -p 1 --balancer crc32 | -p sends everything to one partition",
                "-t t -p=-3 | -p -3 is not a partition",
                "-t t --balancer murmurr | no balancer",
                "-t t --balancer crc32 --balancer-opt x | --balancer-opt 'x' is not NAME=VALUE",
                "-t t --confirm file | --confirm counts the lines of standard input, and 'file' is one record",
                "-t t --confirm --on-error skip | --on-error skip and --confirm cannot be used together",
                "-t t --confirm --acks 1 | --confirm needs acks=all",
                "-t t -T --report-json | only one of -T, --report-format and --report-json",
                "-T --report-json | only one of -T, --report-format and --report-json",
                "-t t --summary xml | unknown --summary 'xml': use text, json or none",
                "-t t --report-format %x | --report-format '%x' has an unknown token at character 1",
                "-t t --rate fast | --rate 'fast' is not a rate",
                "-t t --repeat 0 file | --repeat '0' is less than 1",
                "-t t --repeat 2 | --repeat needs files",
                "-t t -l lines file | -l reads lines and 'file' is one record",
                "-t t -f %v -K : | -f already describes how records are laid out",
                "-t t --reader-property parse.key=true -J | --reader-property already describes how lines are read",
                "-t t --transactional-id x --transaction-batch 0 | --transaction-batch 0 would hold nothing",
                "-t t --transactional-id x --acks 1 | --transactional-id needs acks=all",
                "-t t -z brotli | unknown codec 'brotli': use none, gzip",
                "-t t --create 0 | --create '0' is not PARTITIONS",
                "-t t --timestamp noon | --timestamp",
                "-t t -H =v | header '=v' has no name"
            })
    void a_command_line_that_makes_no_sense_is_refused_before_anything_is_opened(String line, String words) {
        Failure failure = assertThrows(Failure.class, () -> typed(line));
        assertEquals(ExitStatus.USAGE, failure.status());
        assertTrue(failure.sentence().startsWith(words), failure.sentence());
    }

    @Test
    void lines_that_nothing_ends_cannot_be_confirmed() {
        Failure failure = assertThrows(Failure.class, () -> settings("-t", "t", "--confirm", "-D", ""));
        assertTrue(failure.sentence().startsWith("--confirm counts lines, and -D ''"), failure.sentence());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t topic", "topic", "-t topic one two", "topic one two"})
    void the_first_word_is_the_topic_where_no_option_is(String line) {
        ProducerSettings settings = typed(line);
        assertEquals("topic", settings.target().topic());
        InputPlan.Delimited input = assertInstanceOf(InputPlan.Delimited.class, settings.input());
        assertEquals(line.endsWith("two") ? List.of("one", "two") : List.of("-"), input.names());
        assertEquals(line.endsWith("two") ? 0 : 1, input.delimiter().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-J", "-f %t:%v\\n"})
    void records_that_bring_their_topic_need_none(String line) {
        assertEquals("", typed(line).target().topic());
    }

    @Test
    void lines_are_read_as_it_is_typed() {
        assertInstanceOf(InputPlan.ByTemplate.class, typed("-t t -f %v\\n").input());
        assertInstanceOf(
                InputPlan.OneKey.class, typed("-t t --explain-partition k").input());
        assertInstanceOf(InputPlan.MadeUp.class, typed("-t t --generate 5").input());
        assertEquals(
                new InputPlan.Delimited(List.of("a", "b", "a", "b"), new byte[0], new PieceForm.Json()).names(),
                ((InputPlan.Delimited) typed("-t t -J -l a -l b --repeat 2").input()).names());
    }

    @Test
    void a_plain_run_confirms_copies_and_reports_nothing() {
        ProducerSettings settings = typed("-t t");
        assertEquals(new Mode.Plain(Optional.empty()), settings.mode());
        assertEquals(new Sending.ToKafka(false, Optional.empty()), settings.sending());
        assertEquals(new OutputUse.Unused(), settings.output());
        assertEquals(
                new ProducerSettings.Reports(SummaryStyle.AUTO, false, false, Optional.empty()), settings.reports());
        assertEquals(Optional.empty(), settings.balancer());
        assertTrue(settings.defaults().ownPartition());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-t t --transactional-id x | 9223372036854775807 | 0",
                "-t t --transactional-id x --transaction-batch 5 | 5 | 0",
                "-t t --transactional-id x --transaction-batch 2s | 9223372036854775807 | 2000",
                "-t t --transactional-id x --resume f | 10000 | 0",
                "-t t --transactional-id x --confirm | 10000 | 100",
                "-t t --transactional-id x --confirm --transaction-batch 5 | 5 | 100",
                "-t t --transactional-id x --confirm --transaction-batch 2s | 9223372036854775807 | 2000"
            })
    void a_transaction_holds_what_was_typed_or_suits_its_run(String line, long records, long millis) {
        Mode.InTransactions mode =
                assertInstanceOf(Mode.InTransactions.class, typed(line).mode());
        Optional<Duration> time = millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
        assertEquals(new Batch(records, time), mode.batch());
    }

    @Test
    void the_place_is_kept_where_it_is_to_be() {
        assertEquals(
                new Mode.Plain(Optional.of(Path.of("f"))),
                typed("-t t --resume f").mode());
    }

    @Test
    void standard_output_has_one_use() {
        assertEquals(new OutputUse.Copied(false), typed("-t t -T").output());
        assertEquals(new OutputUse.Copied(true), typed("-t t -T -u").output());
        assertEquals(new OutputUse.Confirmed(), typed("-t t --confirm").output());
        assertTrue(typed("-t t --report-json -u").output().unbuffered());
        assertInstanceOf(
                OutputUse.Reported.class, typed("-t t --report-format %o").output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t t --dry-run", "-t t --explain-partition k", "-t t --dry-run --rate fast"})
    void a_run_that_only_asks_sends_nothing(String line) {
        assertEquals(new Sending.Nowhere(), typed(line).sending());
    }

    @Test
    void records_are_sent_as_fast_as_was_typed() {
        assertEquals(
                new Sending.ToKafka(true, Optional.of(new Sending.Rate("5/s"))),
                typed("-t t --sync --rate 5/s").sending());
    }

    @ParameterizedTest
    @CsvSource({"json, JSON", "JSON, JSON", "Text, TEXT", "none, NONE", "auto, AUTO"})
    void a_summary_is_named_in_any_case(String typed, SummaryStyle style) {
        assertEquals(style, typed("-t t --summary " + typed).reports().summary());
    }

    @Test
    void a_balancer_goes_before_what_records_say_even_if_it_is_the_clients() {
        assertEquals(Optional.empty(), typed("-t t --balancer default").balancer());
        assertEquals(false, typed("-t t --balancer default").defaults().ownPartition());
        assertEquals(
                "crc32", typed("-t t --balancer crc32").balancer().orElseThrow().name());
    }
}
