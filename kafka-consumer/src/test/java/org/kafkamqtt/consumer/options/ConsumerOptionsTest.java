package org.kafkamqtt.consumer.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.into.IntoWindow;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.consumer.exec.ExecPlan;
import org.kafkamqtt.consumer.files.FilePlan;
import org.kafkamqtt.consumer.files.Packing;
import org.kafkamqtt.consumer.files.Rotation;
import org.kafkamqtt.consumer.format.Decoding;
import org.kafkamqtt.consumer.select.Limits;
import org.kafkamqtt.consumer.select.OffsetPlan;
import org.kafkamqtt.consumer.settings.ConsumerSettings;
import org.kafkamqtt.consumer.settings.DeadLetterPlace;
import org.kafkamqtt.consumer.settings.Destination;
import org.kafkamqtt.consumer.settings.Membership;
import org.kafkamqtt.consumer.settings.PartitionChoice;
import org.kafkamqtt.consumer.settings.RecordForm;
import org.kafkamqtt.consumer.settings.Writing;
import org.kafkamqtt.consumer.sink.CommitPolicy;

/** What a command line means, and what is wrong with one, before anybody is asked. */
class ConsumerOptionsTest {
    private static final RecordForm VALUES = new RecordForm.Plain(Optional.empty(), "\\n", "");

    private static Writing plainly(RecordForm form) {
        return new Writing(form, Decoding.NONE, Decoding.NONE);
    }

    private static Destination destination(String words) {
        return Typed.settings(words).destination();
    }

    @Test
    void a_topic_alone_is_read_to_standard_output_for_nobody_and_without_an_end() {
        ConsumerSettings settings = Typed.settings("t");
        assertEquals(new Membership.Alone(), settings.member());
        assertEquals(List.of("t"), settings.selection().topics().named());
        assertEquals(new PartitionChoice.All(), settings.selection().topics().partitions());
        assertEquals(OffsetPlan.DEFAULT, settings.selection().plan());
        assertEquals(Limits.NONE, settings.reading().limits());
        assertEquals(new Destination.StandardOutput(plainly(VALUES), false, false, false), settings.destination());
        assertTrue(settings.selection().grows());
    }

    @Test
    void a_topic_that_is_named_twice_is_read_once_in_the_order_of_the_words() {
        assertEquals(
                List.of("b", "a"),
                Typed.settings("-t b -t a b a").selection().topics().named());
    }

    @Test
    void a_group_commits_for_its_name() {
        ConsumerSettings settings = Typed.settings("-g g --commit-every 5 t");
        assertEquals(new Membership.Group("g"), settings.member());
        assertTrue(settings.reading().commits());
        assertEquals(CommitPolicy.parse("5"), settings.reading().commitPolicy());
        assertEquals(Optional.of("g"), settings.client().value("group.id"));
        assertEquals(Optional.of("read_committed"), settings.client().value("isolation.level"));
    }

    @Test
    void a_share_group_acknowledges_and_is_begun_where_that_is_said() {
        assertEquals(
                new Membership.Shared("g", AcknowledgeType.REJECT, Optional.of("latest")),
                Typed.settings("-g g --share --ack Reject -o end t").member());
    }

    @Test
    void partitions_are_those_that_are_listed_or_where_a_key_lives() {
        assertEquals(
                new PartitionChoice.Listed(new TreeSet<>(Set.of(0, 2, 3))),
                Typed.settings("-p 0,2-3 t").selection().topics().partitions());
        PartitionChoice home =
                Typed.settings("-k sensor-7 t").selection().topics().partitions();
        assertEquals(1, home.of(12).orElseThrow().size());
        assertEquals(
                new PartitionChoice.All(),
                Typed.settings("-g g -k sensor-7 t").selection().topics().partitions());
    }

    @Test
    void what_ends_a_run_is_told_by_the_words_that_were_typed() {
        ConsumerSettings settings = Typed.settings("-c 10 --timeout 2s --idle 500ms -e t");
        assertEquals(
                new Limits(10, 2_000_000_000L, 500_000_000L), settings.reading().limits());
        assertTrue(settings.selection().toTheEnd());
        assertEquals(Optional.of("2s"), settings.selection().timeout());
    }

    @Test
    void a_poll_interval_that_is_no_number_is_left_to_the_client_to_refuse() {
        ConsumerSettings settings = Typed.settings("-g g -X max.poll.interval.ms=soon t");
        assertEquals(Optional.of("soon"), settings.client().value("max.poll.interval.ms"));
        assertEquals(Duration.ofMinutes(5), settings.reading().pollInterval());
    }

    @Test
    void files_have_the_ending_of_their_form_and_of_their_packing() {
        assertEquals(
                new Destination.Files(
                        new FilePlan(Path.of("d"), ".jsonl", Packing.ZSTD, Rotation.parse("1h"), true),
                        plainly(new RecordForm.Json())),
                destination("--out d -J --zstd --rotate 1h --fsync t"));
    }

    @Test
    void a_copy_is_made_in_transactions_of_its_member() {
        Destination.Topic copy = (Destination.Topic) destination("-g g --static s --to-topic u t");
        assertEquals(new Destination.Topic("u", "kafka-consumer-g-s", Optional.empty()), copy);
        assertEquals(List.of("u"), copy.targets());
    }

    @Test
    void commands_have_a_place_for_what_they_fail_for() {
        ExecPlan plan = new ExecPlan("cat", 10, 4, 3, Duration.ofMillis(500));
        Destination topic = destination("--exec cat --exec-batch 10 --concurrency 4 --dead-letter dead t");
        assertEquals(new Destination.Commands(plan, Optional.of(new DeadLetterPlace.Topic("dead"))), topic);
        assertEquals(List.of("dead"), topic.targets());
        assertEquals(40, topic.atOnce(500));
        Destination file = destination("--exec cat --exec-batch 10 --concurrency 4 --dead-letter dead.jsonl t");
        assertEquals(
                new Destination.Commands(plan, Optional.of(new DeadLetterPlace.File(Path.of("dead.jsonl")))), file);
        assertEquals(List.of(), file.targets());
    }

    @Test
    void a_command_that_answers_gets_json_unless_another_form_was_chosen() {
        CommitPolicy second = CommitPolicy.parse("1s");
        assertEquals(
                new Destination.Into("cat", IntoWindow.DEFAULT, second, plainly(new RecordForm.Json())),
                destination("--into cat t"));
        RecordForm keyed = new RecordForm.Plain(Optional.of(":"), "\\n", "");
        assertEquals(
                new Destination.Into("cat", IntoWindow.parse("9"), second, plainly(keyed)),
                destination("--into cat --into-window 9 -K : t"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--color always -J t", "--color ALWAYS -J t", "--colour Always -J t"})
    void colour_is_chosen_in_letters_of_either_case(String words) {
        assertEquals(
                new Destination.StandardOutput(plainly(new RecordForm.Json()), true, false, false), destination(words));
    }

    @ParameterizedTest
    @CsvSource({"none, NONE", "Text, TEXT", "JSON, JSON"})
    void a_summary_is_chosen_in_letters_of_either_case(String typed, SummaryStyle style) {
        assertEquals(
                style, Typed.settings("--summary " + typed + " t").reports().summary());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-e | no topic: give -t TOPIC or --include REGEX",
                "--include a t | --include finds the topics itself: leave out t",
                "--include ( | --include '(' is not a regular expression",
                "-g g -p 0 t | -g assigns the partitions itself",
                "-k a -p 0 t | -k finds the partition itself",
                "-c -1 t | -c -1 is not a number of records",
                "-n -1 t | -c -1 is not a number of records",
                "--tail 3 -c 2 t | --tail takes 1 to 1000000 records",
                "--out d --into cat t | --out, --to-topic, --exec and --into are four destinations",
                "--to-topic u t | --to-topic commits for a group: give -g",
                "-g g --to-topic t t | --to-topic t is one of the topics to read",
                "--exec cat --dead-letter t t | --dead-letter t is one of the topics to read",
                "--exec cat --concurrency 0 t | --exec-batch and --exec-retries must be 0 or more, --concurrency 1 to 1000",
                "--out d --gzip --zstd t | --gzip and --zstd cannot be used together",
                "-J --csv t | -J, -f, --csv and --length-prefix are four formats: give one",
                "-f %B t | the format '%B' uses %B, where a balancer would put the record",
                "-f %y t | the format '%y' uses %y, the producer's id and epoch",
                "-s no.such.Class t | cannot find the class no.such.Class: check its name and --classpath",
                "--lag-interval 0s t | --lag-interval 0s is not an interval",
                "--isolation-level dirty t | unknown --isolation-level 'dirty': use read_committed or read_uncommitted",
                "--color pink t | unknown --color 'pink': use auto, always or never",
                "--summary xml t | unknown --summary 'xml': use text, json or none",
                "--summary auto t | unknown --summary 'auto': use text, json or none",
                "-g g --share -e t | -e cannot be used with share groups (--share): they have no end; use --idle",
                "-g g --share --ack maybe t | unknown --ack 'maybe': use accept, release or reject",
                "--commit-every 0 -g g t | --commit-every needs at least 1 record"
            })
    void refuses_what_cannot_be_done_in_a_sentence(String words, String sentence) {
        String said = Typed.refusal(words);
        assertTrue(said.startsWith("kafka-consumer: " + sentence), said);
        assertEquals(1, said.lines().count());
    }

    @Test
    void the_count_stands_first_among_the_options_that_select() {
        String help =
                String.join("\n", Tool.manual(Tool.commandLine(new Typed())).whole(80, false));
        String section = help.substring(help.indexOf("Selection:"));
        assertTrue(section.lines().skip(1).findFirst().orElse("").startsWith("  -c, --max-messages=N"), section);
    }
}
