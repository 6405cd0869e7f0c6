package org.kafkamqtt.mqtt.five;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/**
 * What is in flight, in the file of a session: a PUBLISH without its payload as the wire has it, and the payload. Thread-safe, like the
 * file.
 */
final class FiveStore {
    private static final byte[] NOTHING = {};

    private final SessionLog log;

    FiveStore(SessionLog log) {
        this.log = log;
    }

    /** Notes a publication before it is sent, and with it how far its source was read. */
    void sent(int packetId, Publication publication) {
        SessionLog.Kept kept = new SessionLog.Kept(
                header(new Publish(
                        false,
                        publication.qos(),
                        publication.retain(),
                        publication.topic().text(),
                        packetId,
                        publication.properties(),
                        Payload.EMPTY)),
                publication.payload());
        log.next(publication.mark());
        write(() -> log.put(SessionLog.SENT_FIVE + packetId, kept));
    }

    /** Notes that the broker has it, and only PUBREL is due. */
    void released(int packetId) {
        write(() -> log.put(SessionLog.RELEASED_FIVE + packetId, new SessionLog.Kept(NOTHING, NOTHING)));
    }

    /** It has its fate. */
    void settled(int packetId) {
        write(() -> {
            log.remove(SessionLog.SENT_FIVE + packetId);
            log.remove(SessionLog.RELEASED_FIVE + packetId);
        });
    }

    /** What an earlier process sent, in order. */
    Map<Integer, Flight> flights() {
        Map<Integer, Flight> flights = new LinkedHashMap<>();
        log.packets(SessionLog.SENT_FIVE).forEach((packetId, kept) -> {
            Publish publish = read(kept.header());
            Flight flight = new Flight(new Publication(
                    Publication.restoredSequence(packetId),
                    Words.topicName(publish.topic()),
                    kept.payload(),
                    publish.qos(),
                    publish.retain(),
                    log.mark(),
                    publish.properties()));
            flight.packetId = packetId;
            flight.storedAs = packetId;
            flight.seen = true;
            flight.stage = log.get(SessionLog.RELEASED_FIVE + packetId) == null
                    ? Flight.Stage.PUBLISHED
                    : Flight.Stage.RELEASED;
            flights.put(packetId, flight);
        });
        return flights;
    }

    /** Notes a message of QoS 2 that came, before the broker is told that it did. */
    void received(Message message) {
        SessionLog.Kept kept = new SessionLog.Kept(
                header(new Publish(
                        message.duplicate(),
                        message.qos(),
                        message.retain(),
                        message.topic(),
                        message.packetId(),
                        message.properties(),
                        Payload.EMPTY)),
                message.payload());
        write(() -> log.put(SessionLog.RECEIVED_FIVE + message.packetId(), kept));
    }

    /** The listener is done with it. */
    void done(int packetId) {
        write(() -> log.remove(SessionLog.RECEIVED_FIVE + packetId));
    }

    /** What came in an earlier process and is not done, by packet identifier, in order. */
    Map<Integer, Message> messages() {
        Map<Integer, Message> messages = new LinkedHashMap<>();
        log.packets(SessionLog.RECEIVED_FIVE).forEach((packetId, kept) -> {
            Publish publish = read(kept.header());
            messages.put(
                    packetId,
                    new Message(
                            publish.topic(),
                            kept.payload(),
                            publish.qos(),
                            publish.retain(),
                            publish.duplicate(),
                            packetId,
                            publish.properties(),
                            0));
        });
        return messages;
    }

    private static byte[] header(Publish publish) {
        PacketWriter writer = new PacketWriter();
        writer.write(publish, ProtocolVersion.V5);
        return Arrays.copyOf(writer.array(), writer.length());
    }

    private static Publish read(byte[] header) {
        PacketReader reader = new PacketReader(PacketReader.Sender.SERVER);
        reader.speak(ProtocolVersion.V5);
        return (Publish) reader.read(header, 0, header.length);
    }

    /** A change of the file. */
    private interface Change {
        void make() throws IOException;
    }

    private static void write(Change change) {
        try {
            change.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
