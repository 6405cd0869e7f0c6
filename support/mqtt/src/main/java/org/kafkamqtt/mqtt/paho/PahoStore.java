package org.kafkamqtt.mqtt.paho;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.eclipse.paho.client.mqttv3.MqttClientPersistence;
import org.eclipse.paho.client.mqttv3.MqttPersistable;
import org.eclipse.paho.client.mqttv3.MqttPersistenceException;
import org.eclipse.paho.client.mqttv3.internal.MqttPersistentData;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.wire.TopicCode;

/** Paho's view of a {@link SessionLog}: its in-flight packets by Paho's keys. Thread-safe, like the log. */
final class PahoStore implements MqttClientPersistence {
    private final SessionLog log;
    private final IntFunction<Optional<byte[]>> payloads;

    /**
     * A view of the log for one client.
     *
     * @param payloads of received messages, by packet identifier: Paho keeps only their headers
     */
    PahoStore(SessionLog log, IntFunction<Optional<byte[]>> payloads) {
        this.log = log;
        this.payloads = payloads;
    }

    /** The publications in flight, each with its {@link Publication#restoredSequence}. */
    static List<Publication> inFlight(SessionLog log) {
        return log.packets(SessionLog.SENT).entrySet().stream()
                .map(e -> publication(e.getKey(), e.getValue()))
                .toList();
    }

    /** Read from the PUBLISH packet: its fixed header is followed by the topic, preceded by its length. */
    private static Publication publication(long packetId, SessionLog.Kept kept) {
        byte[] header = kept.header();
        int at = 2;
        while (header[at - 1] < 0) {
            at++;
        }
        int length = (header[at] & 0xff) << 8 | header[at + 1] & 0xff;
        String topic = TopicCode.decoded(new String(header, at + 2, length, StandardCharsets.UTF_8));
        Qos qos = Qos.of(header[0] >> 1 & 3);
        long sequence = Publication.restoredSequence(packetId);
        return new Publication(sequence, Words.topicName(topic), kept.payload(), qos, (header[0] & 1) != 0);
    }

    /** Nothing: it is open from the beginning. */
    @Override
    public void open(String client, String address) {
        // see above
    }

    @Override
    public void put(String key, MqttPersistable value) throws MqttPersistenceException {
        byte[] header = part(value.getHeaderBytes(), value.getHeaderOffset(), value.getHeaderLength());
        byte[] payload = part(value.getPayloadBytes(), value.getPayloadOffset(), value.getPayloadLength());
        Optional<byte[]> held = key.startsWith(SessionLog.RECEIVED)
                ? payloads.apply(Integer.parseInt(key.substring(SessionLog.RECEIVED.length())))
                : Optional.empty();
        SessionLog.Kept kept = held.map(bytes -> new SessionLog.Kept(announcing(bytes.length, header), bytes))
                .orElse(new SessionLog.Kept(header, payload));
        try {
            log.put(key, kept);
        } catch (IOException e) {
            throw new MqttPersistenceException(e);
        }
    }

    /** The header of a PUBLISH without payload, changed to announce a payload of this many bytes. */
    private static byte[] announcing(int payloadLength, byte[] header) {
        int at = 2;
        while (header[at - 1] < 0) {
            at++;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(header.length + 3);
        whole.write(header[0]);
        int left = header.length - at + payloadLength;
        do {
            whole.write(left > 0x7f ? left & 0x7f | 0x80 : left);
            left >>>= 7;
        } while (left > 0);
        whole.write(header, at, header.length - at);
        return whole.toByteArray();
    }

    /** The part, or the array itself if it is all of it: nobody changes a payload. */
    private static byte[] part(byte @Nullable [] bytes, int offset, int length) {
        if (bytes != null && offset == 0 && length == bytes.length) {
            return bytes;
        }
        byte[] part = new byte[bytes == null ? 0 : length];
        if (bytes != null) {
            System.arraycopy(bytes, offset, part, 0, length);
        }
        return part;
    }

    @Override
    public MqttPersistable get(String key) throws MqttPersistenceException {
        SessionLog.Kept kept = log.get(key);
        if (kept == null) {
            throw new MqttPersistenceException();
        }
        return new MqttPersistentData(
                key, kept.header(), 0, kept.header().length, kept.payload(), 0, kept.payload().length);
    }

    @Override
    public void remove(String key) throws MqttPersistenceException {
        try {
            log.remove(key);
        } catch (IOException e) {
            throw new MqttPersistenceException(e);
        }
    }

    @Override
    public Enumeration<String> keys() {
        return Collections.enumeration(log.keys());
    }

    @Override
    public void clear() throws MqttPersistenceException {
        try {
            log.clear();
        } catch (IOException e) {
            throw new MqttPersistenceException(e);
        }
    }

    @Override
    public boolean containsKey(String key) {
        return log.get(key) != null;
    }

    /** Nothing: Paho closes with every loss of the connection; {@link SessionLog#close} is the end. */
    @Override
    public void close() {
        // see above
    }
}
