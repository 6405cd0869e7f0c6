package org.kafkamqtt.mqtt.publish;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.report.SummaryStyle;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.publish.delivery.Pacing;
import org.kafkamqtt.mqtt.publish.delivery.WindowSizes;
import org.kafkamqtt.mqtt.publish.source.Messages;
import org.kafkamqtt.mqtt.publish.source.PayloadCode;
import picocli.CommandLine;

/** What a command line comes to. */
class PublishSettingsTest {
    private final Map<String, String> environment = new HashMap<>();
    private final Console console = new Console(
            "mqtt-publish",
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            environment,
            new Stop());

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    private PublishSettings settings(String line) throws Exception {
        PublishOptions options = new PublishOptions();
        Tool.parsed(Tool.commandLine(options), line.split(" "));
        return options.settings(console);
    }

    private String refusal(String line) {
        Failure failure = assertThrows(Failure.class, () -> settings(line));
        assertEquals(ExitStatus.USAGE, failure.status());
        return failure.sentence();
    }

    private Messages messages(String line) throws Exception {
        return settings("-t t " + line).messages();
    }

    @Test
    void what_is_not_typed_has_its_default() throws Exception {
        PublishSettings settings = settings("-t t -m x");
        assertEquals(List.of(new TopicName("t")), settings.defaults().topics());
        assertEquals(Qos.AT_MOST_ONCE, settings.defaults().qos());
        assertEquals(new WindowSizes(20, 20), settings.delivery().windows());
        assertEquals(Pacing.Plan.AT_ONCE, settings.delivery().pacing());
        assertEquals(Optional.empty(), settings.delivery().deadline());
        assertEquals(Duration.ofSeconds(30), settings.delivery().replyTimeout());
        assertEquals(40, settings.connection().window());
    }

    @Test
    void messages_have_the_properties_that_are_typed() throws Exception {
        Properties expected = Properties.builder()
                .number(Property.PAYLOAD_FORMAT, 1)
                .number(Property.TOPIC_ALIAS, 3)
                .user("a", "b")
                .text(Property.CONTENT_TYPE, "text/plain")
                .text(Property.RESPONSE_TOPIC, "r/me")
                .bytes(Property.CORRELATION_DATA, new byte[] {'4', '2'})
                .number(Property.MESSAGE_EXPIRY, 90)
                .user("k", "v=w")
                .build();
        assertEquals(
                expected,
                settings("-V 5 -t t -m x -D publish payload-format-indicator 1 -D publish topic-alias 3"
                                + " -D publish user-property a b --content-type text/plain --response-topic r/me"
                                + " --correlation 42 --expiry 1.5m --user-property k=v=w")
                        .defaults()
                        .properties());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--content-type x | --content-type needs MQTT 5: give -V 5",
                "--user-property a=b | --user-property needs MQTT 5: give -V 5",
                "--expiry 5 | --expiry needs MQTT 5: give -V 5",
                "-V 5 --user-property a | --user-property 'a' is not NAME=VALUE",
                "-V 5 --expiry soon | 'soon' is not a duration such as 500ms, 5s or 1h",
                "-V 5 --content-type x -D publish content-type x | --content-type is given by -D publish as well: give one",
                "-D unsubscribe user-property a b | -D unsubscribe changes nothing: mqtt-publish unsubscribes from nothing",
                "-D subscribe user-property a b | -D subscribe changes nothing: only --wait-reply subscribes"
            })
    void a_property_that_cannot_be_sent_is_refused(String line, String sentence) {
        assertEquals(sentence, refusal("-t t -m x " + line));
    }

    @Test
    void what_is_typed_is_decided() throws Exception {
        PublishSettings settings = settings("-t t -t u -J -q 1 -r -M 0 --rate 5/s --repeat-delay 500ms"
                + " --replay-speed 10 -W 3 --wait-reply r/# --failed-file f --summary JSON --progress --quiet");
        assertEquals(
                List.of(new TopicName("t"), new TopicName("u")),
                settings.defaults().topics());
        assertTrue(settings.defaults().retain());
        assertEquals(new WindowSizes(65_000, 65_000), settings.delivery().windows());
        assertEquals(
                new Pacing.Plan(Optional.of("5/s"), Duration.ofMillis(500), OptionalDouble.of(10)),
                settings.delivery().pacing());
        assertEquals(Duration.ofSeconds(3), settings.delivery().replyTimeout());
        assertEquals(Optional.of(Path.of("f")), settings.delivery().failedFile());
        assertEquals(new PublishSettings.Reports(SummaryStyle.JSON, true, true, Optional.empty()), settings.reports());
    }

    @Test
    void a_session_is_kept_where_a_message_may_be_of_qos_2() throws Exception {
        assertFalse(settings("-t t -m x -q 2").connection().cleanSession());
        assertFalse(settings("-J").connection().cleanSession());
        assertTrue(settings("-t t -m x -q 1").connection().cleanSession());
    }

    @Test
    void the_topic_may_come_from_the_url_or_from_the_messages() throws Exception {
        assertEquals(
                List.of(new TopicName("of/url")),
                settings("-L mqtt://localhost/of/url -m x").defaults().topics());
        assertEquals(List.of(), settings("-l --topic-separator :").defaults().topics());
        assertEquals("no topic: give -t TOPIC", refusal("-m x"));
    }

    @Test
    void each_source_is_one_of_a_closed_set() throws Exception {
        assertArrayEquals(
                new byte[] {0x41},
                assertInstanceOf(Messages.Same.class, messages("-m 41 --encoding hex"))
                        .payload());
        assertEquals(0, assertInstanceOf(Messages.Same.class, messages("-n")).payload().length);
        assertEquals(new Messages.Whole(List.of("-"), PayloadCode.RAW, 3), messages("-s --repeat 3"));
        assertEquals(
                new Messages.Whole(List.of("a", "b"), PayloadCode.BASE64, 1), messages("-f a -f b --encoding base64"));
        assertEquals(new Messages.OfRandomBytes(4, 10, 20, 5), messages("--random-size 10..20 --seed 4 --count 5"));
        assertEquals(
                7,
                assertInstanceOf(Messages.MadeUp.class, messages("--generate a --count 7"))
                        .count());
        Messages.InPieces pieces = assertInstanceOf(Messages.InPieces.class, messages("-l -0 --skip-empty a b"));
        assertEquals(List.of("a", "b"), pieces.inputs());
        assertEquals("message", pieces.unit());
        assertTrue(pieces.skipEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-t t | no message: give one of",
                "-t t -m x --repeat 0 | --repeat must be at least 1",
                "-t t --generate a --count 0 | --count must be at least 1",
                "-t t -m 4 --encoding hex | -m is not hexadecimal",
                "-t t -l --encoding octal | unknown --encoding 'octal': use",
                "-t t --random-size 5..3 | --random-size '5..3' is not",
                "-t t -l --replay-speed 0 | --replay-speed must be larger than 0",
                "-t t -l --rate fast | --rate 'fast' is not a rate",
                "-t t -l -q 1 -M 70000 | -M must be from 1 to 65000",
                "-t t -l -q 1 --resume r | --resume needs -l and one FILE",
                "-t t -l -q 3 | QoS '3' is not 0, 1 or 2",
                "-t a/# -m x | must not contain",
            })
    void what_makes_no_sense_is_refused_with_a_sentence(String line, String words) {
        String sentence = refusal(line);
        assertTrue(sentence.contains(words), sentence);
    }

    @Test
    void resuming_needs_acknowledgements_and_one_topic() throws Exception {
        Path lines = Files.writeString(folder.resolve("lines"), "a\n");
        String resumed = " -l --resume " + folder.resolve("log") + " " + lines;
        assertEquals("--resume needs -q 1 or -q 2, and not more than one -t", refusal("-t t" + resumed));
        assertEquals("--resume needs -q 1 or -q 2, and not more than one -t", refusal("-t t -t u -q 1" + resumed));
        assertEquals(
                Optional.of(new PublishSettings.Resume(folder.resolve("log"), lines)),
                settings("-t t -q 1" + resumed).delivery().resume());
    }

    @Test
    void a_file_that_is_to_be_published_is_not_overwritten() throws Exception {
        Path lines = Files.writeString(folder.resolve("lines"), "a\n");
        assertTrue(refusal("-t t -l --failed-file " + lines + " " + lines).contains("is also the input"));
        assertTrue(refusal("-t t -f " + lines + " --failed-file " + lines).contains("is also the input"));
        assertEquals("a\n", Files.readString(lines));
    }

    /** The user would be asked for a password twice, and the session log be for another client identifier. */
    @Test
    void the_connection_of_a_resumed_run_is_settled_once() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Map<String, String> counting = new HashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public String get(Object name) {
                asked.incrementAndGet();
                return "me";
            }
        };
        Path lines = Files.writeString(folder.resolve("lines"), "a\n");
        PublishOptions options = new PublishOptions();
        Tool.parsed(
                Tool.commandLine(options), "-p", "1", "-t", "t", "-q", "1", "-l", "--resume", log(), lines.toString());
        Console asking = new Console("mqtt-publish", console.in(), console.out(), console.err(), counting, new Stop());
        assertThrows(Failure.class, () -> options.run(asking));
        assertEquals(2, asked.get(), "one user name and one password");
    }

    private String log() {
        return folder.resolve("log").toString();
    }

    @Test
    void the_help_of_resume_promises_what_is_taken() {
        CommandLine line = Tool.commandLine(new PublishOptions());
        String help =
                String.join(" ", line.getCommandSpec().findOption("--resume").description());
        assertTrue(help.contains("-l"), help);
        assertFalse(help.contains("-J"), help);
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, false, true",
        "false, true, true, true",
        "false, true, false, false",
        "false, false, true, false"
    })
    void a_summary_that_nobody_asked_for_needs_a_reason(
            boolean failed, boolean progress, boolean terminal, boolean notable) {
        assertEquals(
                notable,
                new PublishSettings.Reports(SummaryStyle.AUTO, progress, false, Optional.empty())
                        .areNotable(failed, terminal));
    }
}
