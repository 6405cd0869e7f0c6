package org.kafkamqtt.mqtt.publish.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;

/**
 * What makes a message of MQTT 5 a question: it names where to answer, and carries the correlation data that its answer must have.
 *
 * <p>What a message says of that itself stays. No correlation data is the same as empty correlation data. Thread-safe: the
 * publishing thread asks, threads of the connection compare.
 */
public final class Question {
    private static final int RANDOM_BYTES = 8;

    private final String answerTo;
    private final byte[] correlation = random();
    private final Set<ByteBuffer> asked = ConcurrentHashMap.newKeySet();

    /** @param filter that answers come to, as {@link #check} wants it */
    public Question(TopicFilter filter) {
        this.answerTo = filter.text();
    }

    /**
     * Refuses what nobody can be told to answer to.
     *
     * @throws Failure status 2
     */
    public static void check(TopicFilter filter) {
        String text = filter.text();
        if (text.indexOf('+') >= 0
                || text.indexOf('#') >= 0
                || filter.shareGroup().isPresent()) {
            throw Failure.usage("--wait-reply '" + filter + "' is not one topic: in MQTT 5 it is what the answer is"
                    + " asked to be published to");
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).getBytes(US_ASCII);
    }

    /** The same message with where and how to answer it; its answer counts from now on. */
    public Publication ask(Publication message) {
        Properties own = message.properties();
        Properties.Builder all = Properties.builder().all(own);
        if (!own.has(Property.RESPONSE_TOPIC)) {
            all.text(Property.RESPONSE_TOPIC, answerTo);
        }
        byte[] expected = own.bytes(Property.CORRELATION_DATA);
        if (expected == null) {
            expected = correlation;
            all.bytes(Property.CORRELATION_DATA, correlation);
        }
        asked.add(ByteBuffer.wrap(expected));
        return new Publication(
                message.sequence(),
                message.topic(),
                message.payload(),
                message.qos(),
                message.retain(),
                message.mark(),
                all.build());
    }

    /** Whether this answers a message that was asked. */
    public boolean isAnsweredBy(Message message) {
        byte[] found = message.properties().bytes(Property.CORRELATION_DATA);
        return asked.contains(ByteBuffer.wrap(found == null ? new byte[0] : found));
    }
}
