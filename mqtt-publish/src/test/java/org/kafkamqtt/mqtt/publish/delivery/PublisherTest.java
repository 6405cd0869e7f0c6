package org.kafkamqtt.mqtt.publish.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Digits;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.publish.FakeConnection;
import org.kafkamqtt.mqtt.publish.Samples;
import org.kafkamqtt.mqtt.publish.source.InputWriter;
import org.kafkamqtt.mqtt.publish.source.JsonPiece;
import org.kafkamqtt.mqtt.publish.source.MessageDefaults;
import org.kafkamqtt.mqtt.publish.source.Messages;
import org.kafkamqtt.mqtt.publish.source.RecordingWriter;
import org.kafkamqtt.mqtt.publish.source.Source;
import org.kafkamqtt.mqtt.publish.source.Splitter;

@Timeout(20)
class PublisherTest {
    private static final List<TopicName> ONE = List.of(Samples.TOPIC);

    private final List<String> said = new ArrayList<>();
    private final EarlyEnd end = new EarlyEnd();
    private final FakeConnection connection = new FakeConnection();

    private Ledger publish(String jsonLines, MessageDefaults defaults, InputWriter writer) throws Exception {
        Complaints complaints = new Complaints(said::add, false, Optional.empty(), defaults.confirm());
        Ledger ledger = new Ledger(
                complaints,
                new WindowSizes(5, 5),
                new Ledger.Patience("broker", Duration.ofSeconds(20)),
                writer,
                end,
                System::nanoTime);
        connection.hearing(new BrokerEvents(ledger, new ReplyInbox(), complaints, "broker"));
        Messages lines = new Messages.InPieces(
                List.of("-"), in -> Splitter.at(Samples.bytes("\n"), in), JsonPiece::new, "line", false);
        try (Source source = lines.open(new ByteArrayInputStream(Samples.bytes(jsonLines)), Mark.START, writer)) {
            Pacing pacing = new Pacing(Pacing.Plan.AT_ONCE, System::nanoTime);
            new Publisher(source, connection::publish, ledger, defaults, pacing, end).run();
        }
        return ledger;
    }

    private Ledger publish(String jsonLines, List<TopicName> topics) throws Exception {
        return publish(jsonLines, new MessageDefaults(topics, Qos.AT_LEAST_ONCE, true, false), InputWriter.GONE);
    }

    private List<String> published() {
        return connection.published().stream()
                .map(p -> p.topic() + " " + p.qos().level() + " " + p.retain() + " " + Samples.text(p.payload()))
                .toList();
    }

    @Test
    void what_a_message_says_of_itself_counts_more_than_the_command_line() throws Exception {
        publish("{\"payload\":\"a\"}\n{\"topic\":\"u\",\"qos\":2,\"retain\":0,\"payload\":\"b\"}\n", ONE);
        assertEquals(List.of("t 1 true a", "u 2 false b"), published());
    }

    @Test
    void each_topic_gets_a_message_that_names_none() throws Exception {
        Ledger ledger = publish("{\"payload\":\"a\"}\n", List.of(Samples.TOPIC, new TopicName("u")));
        assertEquals(List.of("t 1 true a", "u 1 true a"), published());
        assertEquals("2 read, 2 sent, 2 acknowledged, 0 failed", ledger.counts().text(Digits.PLAIN));
    }

    @Test
    void a_message_without_a_topic_is_named_and_the_next_is_published() throws Exception {
        Ledger ledger = publish("{\"payload\":\"a\"}\n{\"topic\":\"u\",\"qos\":1,\"payload\":\"b\"}\n", List.of());
        assertEquals(List.of("line 1 has no topic: give -t"), said);
        assertEquals("2 read, 1 sent, 1 acknowledged, 1 failed", ledger.counts().text(Digits.PLAIN));
    }

    @Test
    void each_publication_carries_how_far_the_input_is_read_with_it() throws Exception {
        publish("{\"payload\":\"a\"}\n{\"payload\":\"bc\"}\n", ONE);
        assertEquals(
                List.of(new Mark(16, 1), new Mark(33, 2)),
                connection.published().stream().map(p -> p.mark()).toList());
    }

    @Test
    void nothing_is_read_once_the_end_is_wished_for() throws Exception {
        connection.onPublish(publication -> end.request());
        Ledger ledger = publish("{\"payload\":\"a\"}\nhalf a li", ONE);
        assertEquals(
                "1 read, 1 sent, 0 acknowledged, 0 failed, 1 unsettled",
                ledger.counts().text(Digits.PLAIN));
        assertEquals(List.of(), said);
    }

    @Test
    void a_failure_of_the_run_ends_it_in_the_middle_of_the_topics() throws Exception {
        connection.onPublish(p -> connection.listener().ended(new Failure(ExitStatus.UNREACHABLE, "gone")));
        publish("{\"payload\":\"a\"}\n", List.of(Samples.TOPIC, new TopicName("u")));
        assertEquals(1, connection.published().size());
    }

    @Test
    void a_line_that_its_writer_must_keep_ends_the_run() throws Exception {
        MessageDefaults confirmed = new MessageDefaults(ONE, Qos.AT_LEAST_ONCE, false, true);
        RecordingWriter writer = new RecordingWriter();
        publish("{\"payload\":\"a\",\"qos\":0}\nno json\n{\"payload\":\"b\"}\n", confirmed, writer);
        assertEquals(List.of("t 1 false a"), published());
        assertEquals(List.of(1L), writer.settled);
        assertTrue(said.get(0).startsWith("line 2 "), said.toString());
    }
}
