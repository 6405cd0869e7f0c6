package org.kafkamqtt.mqtt.five;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Suback;

class ClientSessionTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Outcomes outcomes = new Outcomes();
    private final News news = new News();
    private final ClientSession session = new ClientSession(10 * SECOND, Optional.empty(), outcomes);
    private Spoken line = new Spoken(1);

    private static ServerTerms terms(Properties properties) {
        return ServerTerms.of(new Connack(false, 0, properties));
    }

    private static Properties with(Property property, long value) {
        return Properties.builder().number(property, value).build();
    }

    private void connected(boolean present, Properties said) {
        session.connected(line, terms(said), present);
    }

    private void connected() {
        connected(false, Properties.NONE);
    }

    private void lost() {
        session.lost(line.epoch());
        line = new Spoken(line.epoch() + 1);
    }

    private void publish(long sequence, int qos) {
        session.publish(new Publication(sequence, new TopicName("plant"), new byte[3], Qos.of(qos), false));
    }

    private void answer(PacketType type, int packetId) {
        answer(type, packetId, ReasonCode.SUCCESS, 0);
    }

    private void answer(PacketType type, int packetId, ReasonCode reason, long now) {
        session.received(new Acknowledgement(type, packetId, reason, Properties.NONE), now);
    }

    private List<String> events() {
        outcomes.take().forEach(each -> each.accept(news));
        return news.events();
    }

    private static Message message(int qos, int packetId, long epoch) {
        return new Message("t", new byte[0], Qos.of(qos), false, false, packetId, epoch);
    }

    @Test
    void a_message_of_each_qos_has_its_fate_at_its_last_answer() {
        connected();
        publish(1, 0);
        publish(2, 1);
        publish(3, 2);
        assertEquals(List.of("PUBLISH 0 q0 'plant'", "PUBLISH 1 q1 'plant'", "PUBLISH 2 q2 'plant'"), line.words());
        session.written(1);
        answer(PacketType.PUBACK, 1);
        answer(PacketType.PUBREC, 2);
        assertEquals(List.of("acknowledged 1", "acknowledged 2"), events());
        assertEquals(List.of("PUBREL 2"), line.words());
        answer(PacketType.PUBCOMP, 2);
        assertEquals(List.of("acknowledged 3"), events());
        assertFalse(session.isSomethingOut());
    }

    @Test
    void that_nobody_has_subscribed_is_told_at_qos_1_and_2() {
        connected();
        publish(1, 1);
        publish(2, 2);
        answer(PacketType.PUBACK, 1, ReasonCode.NO_MATCHING_SUBSCRIBERS, 0);
        answer(PacketType.PUBREC, 2, ReasonCode.NO_MATCHING_SUBSCRIBERS, 0);
        answer(PacketType.PUBCOMP, 2);
        assertEquals(
                List.of("acknowledged 1: no matching subscribers", "acknowledged 2: no matching subscribers"),
                events());
    }

    @ParameterizedTest
    @CsvSource({
        "1, PUBACK, NOT_AUTHORIZED, UNAUTHORISED: the broker denies it: not authorized",
        "2, PUBREC, NOT_AUTHORIZED, UNAUTHORISED: the broker denies it: not authorized",
        "1, PUBACK, PAYLOAD_FORMAT_INVALID, PARTIAL: the broker refuses it: payload format invalid",
        "2, PUBREC, TOPIC_NAME_INVALID, PARTIAL: the broker refuses it: topic name invalid"
    })
    void a_refusal_is_the_fate_of_one_message_only(int qos, PacketType type, ReasonCode reason, String failure) {
        connected();
        publish(1, qos);
        publish(2, qos);
        answer(type, 1, reason, 0);
        assertEquals(List.of("failed 1 " + failure), events());
        assertTrue(session.isSomethingOut());
    }

    @Test
    void a_reason_string_is_told() {
        connected();
        publish(1, 1);
        Properties said = Properties.builder()
                .text(Property.REASON_STRING, "ask the operator")
                .build();
        session.received(new Acknowledgement(PacketType.PUBACK, 1, ReasonCode.NOT_AUTHORIZED, said), 0);
        assertEquals(
                List.of("failed 1 UNAUTHORISED: the broker denies it: not authorized (ask the operator)"), events());
    }

    @Test
    void what_the_broker_has_no_room_for_is_sent_again_after_growing_waits_and_given_up_in_the_end() {
        connected();
        publish(1, 1);
        long now = 0;
        int times = 0;
        while (session.isSomethingOut()) {
            times++;
            assertEquals(List.of("PUBLISH 1 q1 'plant'"), line.words(), "attempt " + times);
            answer(PacketType.PUBACK, 1, ReasonCode.QUOTA_EXCEEDED, now);
            if (session.due() < Long.MAX_VALUE) {
                session.tick(session.due() - 1);
                assertEquals(List.of(), line.words());
                now = session.due();
                session.tick(now);
            }
        }
        assertEquals(7, times);
        assertEquals(6_300_000_000L, now);
        assertEquals(List.of("failed 1 PARTIAL: the broker refuses it: quota exceeded"), events());
    }

    @Test
    void no_more_are_sent_than_the_broker_takes_at_a_time() {
        connected(false, with(Property.RECEIVE_MAXIMUM, 1));
        publish(1, 1);
        publish(2, 2);
        publish(3, 1);
        assertEquals(List.of("PUBLISH 1 q1 'plant'"), line.words());
        answer(PacketType.PUBACK, 1);
        assertEquals(List.of("PUBLISH 2 q2 'plant'"), line.words());
        answer(PacketType.PUBREC, 2);
        assertEquals(List.of("PUBREL 2"), line.words());
        answer(PacketType.PUBCOMP, 2);
        assertEquals(List.of("PUBLISH 3 q1 'plant'"), line.words());
    }

    @Test
    void a_kept_session_goes_on_where_it_was() {
        connected();
        publish(1, 1);
        publish(2, 2);
        publish(3, 2);
        answer(PacketType.PUBREC, 2);
        assertEquals(4, line.words().size());
        lost();
        publish(4, 1);
        connected(true, Properties.NONE);
        assertEquals(
                List.of("PUBLISH 1 q1 'plant' dup", "PUBREL 2", "PUBLISH 3 q2 'plant' dup", "PUBLISH 4 q1 'plant'"),
                line.words());
        answer(PacketType.PUBCOMP, 2, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND, 0);
        assertEquals(List.of("acknowledged 2"), events());
    }

    @Test
    void without_a_session_all_that_has_no_fate_is_published_anew_in_its_order() {
        connected();
        publish(1, 1);
        publish(2, 2);
        publish(3, 0);
        answer(PacketType.PUBREC, 2);
        lost();
        connected(false, Properties.NONE);
        assertEquals(List.of("PUBLISH 3 q1 'plant'", "PUBLISH 4 q2 'plant'", "PUBLISH 0 q0 'plant'"), line.words());
    }

    @Test
    void what_was_torn_at_qos_0_failed_and_what_was_not_begun_goes_over_the_next_connection() {
        connected();
        publish(1, 0);
        publish(2, 0);
        session.torn(1);
        lost();
        assertEquals(List.of("failed 1 UNREACHABLE: the connection broke while the message was written"), events());
        connected();
        assertEquals(List.of("PUBLISH 0 q0 'plant'"), line.words());
        session.written(1);
        assertEquals(List.of("acknowledged 2"), events());
    }

    @Test
    void an_answer_that_comes_before_the_second_sending_makes_it_needless() {
        connected();
        publish(1, 1);
        publish(2, 1);
        lost();
        connected(true, with(Property.RECEIVE_MAXIMUM, 1));
        assertEquals(List.of("PUBLISH 1 q1 'plant' dup"), line.words());
        answer(PacketType.PUBACK, 2);
        answer(PacketType.PUBACK, 1);
        assertEquals(List.of(), line.words());
        assertEquals(List.of("acknowledged 2", "acknowledged 1"), events());
    }

    @ParameterizedTest
    @CsvSource({"1, PUBREC", "1, PUBCOMP", "2, PUBACK", "2, PUBCOMP"})
    void an_answer_that_does_not_belong_to_the_qos_breaks_the_rules(int qos, PacketType type) {
        connected();
        publish(1, qos);
        assertThrows(ProtocolError.class, () -> answer(type, 1));
    }

    @Test
    void repeated_answers_change_nothing() {
        connected();
        publish(1, 1);
        answer(PacketType.PUBACK, 1);
        answer(PacketType.PUBACK, 1);
        answer(PacketType.PUBCOMP, 1);
        assertEquals(List.of("acknowledged 1"), events());
        line.words();
        answer(PacketType.PUBREC, 9);
        assertEquals(List.of("PUBREL 9 146"), line.words());
    }

    @Test
    void what_the_broker_does_not_take_is_not_sent() {
        connected(
                false,
                Properties.builder()
                        .number(Property.MAXIMUM_QOS, 1)
                        .number(Property.RETAIN_AVAILABLE, 0)
                        .number(Property.MAXIMUM_PACKET_SIZE, 15)
                        .build());
        publish(1, 2);
        session.publish(new Publication(2, new TopicName("plant"), new byte[3], Qos.AT_LEAST_ONCE, true));
        session.publish(new Publication(3, new TopicName("plant"), new byte[4], Qos.AT_LEAST_ONCE, false));
        session.publish(new Publication(4, new TopicName("plant"), new byte[6], Qos.AT_MOST_ONCE, false));
        publish(5, 1);
        assertEquals(List.of("PUBLISH 2 q1 'plant'"), line.words());
        assertEquals(
                List.of(
                        "failed 1 PARTIAL: the broker does not take a QoS above 1 (try -q 1)",
                        "failed 2 PARTIAL: the broker does not take retained messages (leave out -r)",
                        "failed 3 PARTIAL: its packet of 16 bytes is larger than the 15 bytes that the broker takes",
                        "failed 4 PARTIAL: its packet of 16 bytes is larger than the 15 bytes that the broker takes"),
                events());
    }

    @Test
    void a_topic_gets_an_alias_when_it_comes_again_and_the_broker_has_one() {
        connected(false, with(Property.TOPIC_ALIAS_MAXIMUM, 1));
        publish(1, 1);
        publish(2, 1);
        publish(3, 1);
        session.publish(new Publication(4, new TopicName("other"), new byte[0], Qos.AT_LEAST_ONCE, false));
        session.publish(new Publication(5, new TopicName("other"), new byte[0], Qos.AT_LEAST_ONCE, false));
        assertEquals(
                List.of(
                        "PUBLISH 1 q1 'plant'",
                        "PUBLISH 2 q1 'plant' alias 1",
                        "PUBLISH 3 q1 '' alias 1",
                        "PUBLISH 4 q1 'other'",
                        "PUBLISH 5 q1 'other'"),
                line.words());
        lost();
        connected(true, with(Property.TOPIC_ALIAS_MAXIMUM, 1));
        assertEquals("PUBLISH 1 q1 'plant' dup", line.words().get(0));
    }

    @Test
    void a_message_of_qos_1_is_acknowledged_over_its_own_connection_only() {
        connected();
        session.acknowledge(message(1, 7, 1));
        assertEquals(List.of("PUBACK 7"), line.words());
        lost();
        connected(true, Properties.NONE);
        session.acknowledge(message(1, 8, 1));
        assertEquals(List.of(), line.words());
    }

    @Test
    void a_message_of_qos_2_is_handed_over_once_and_completed_when_the_listener_is_done() {
        connected();
        session.arrived(message(2, 7, 1));
        session.arrived(message(2, 7, 1));
        assertEquals(List.of("PUBREC 7", "PUBREC 7"), line.words());
        answer(PacketType.PUBREL, 7);
        answer(PacketType.PUBREL, 7);
        assertEquals(List.of("arrived t over 1"), events());
        assertEquals(List.of(), line.words());
        session.acknowledge(news.messages.get(0));
        assertEquals(List.of("PUBCOMP 7"), line.words());
        answer(PacketType.PUBREL, 7);
        assertEquals(List.of("PUBCOMP 7 146"), line.words());
    }

    @Test
    void a_message_of_qos_2_is_completed_over_the_connection_on_which_its_release_came_last() {
        connected();
        session.arrived(message(2, 7, 1));
        answer(PacketType.PUBREL, 7);
        assertEquals(List.of("arrived t over 1"), events());
        lost();
        connected(true, Properties.NONE);
        session.acknowledge(news.messages.get(0));
        assertEquals(List.of(), line.words());
        answer(PacketType.PUBREL, 7);
        assertEquals(List.of("PUBCOMP 7"), line.words());
        assertEquals(List.of(), events());
    }

    @Test
    void a_message_of_qos_2_that_was_answered_is_not_lost_with_the_session() {
        connected();
        session.arrived(message(2, 7, 1));
        lost();
        connected();
        assertEquals(List.of("arrived t over 2"), events());
        session.acknowledge(news.messages.get(0));
        assertEquals(List.of(), line.words());
    }

    @Test
    void an_answer_to_a_subscription_that_nobody_waits_for_breaks_the_rules() {
        connected();
        int packetId = session.subscribing(suback -> {});
        Suback suback = new Suback(packetId, Properties.NONE, List.of(ReasonCode.SUCCESS));
        session.received(suback, 0);
        assertThrows(ProtocolError.class, () -> session.received(suback, 0));
    }
}
