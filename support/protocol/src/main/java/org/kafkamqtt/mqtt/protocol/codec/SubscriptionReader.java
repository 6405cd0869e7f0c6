package org.kafkamqtt.mqtt.protocol.codec;

import java.util.ArrayList;
import java.util.List;
import org.kafkamqtt.mqtt.protocol.InvalidTopic;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;

/** Reads SUBSCRIBE, SUBACK, UNSUBSCRIBE and UNSUBACK (sections 3.8 to 3.11). */
final class SubscriptionReader {
    private static final int QOS = 0x03;
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_AS_PUBLISHED = 0x08;
    private static final int RETAIN_HANDLING = 0x30;
    private static final int RESERVED = 0xC0;

    /** The highest retain handling. */
    private static final int NEVER = 2;

    private SubscriptionReader() {}

    static Subscribe subscribe(Input in, ProtocolVersion version) {
        int packetId = packetId(in);
        Properties properties = properties(in, version, PacketType.SUBSCRIBE, Sender.CLIENT);
        List<Subscribe.Request> requests = new ArrayList<>(1);
        do {
            requests.add(request(filter(in), in.oneByte(), version));
        } while (in.left() > 0);
        return new Subscribe(packetId, properties, requests);
    }

    static Unsubscribe unsubscribe(Input in, ProtocolVersion version) {
        int packetId = packetId(in);
        Properties properties = properties(in, version, PacketType.UNSUBSCRIBE, Sender.CLIENT);
        List<String> filters = new ArrayList<>(1);
        do {
            filters.add(filter(in).text());
        } while (in.left() > 0);
        return new Unsubscribe(packetId, properties, filters);
    }

    static Suback suback(Input in, ProtocolVersion version) {
        int packetId = packetId(in);
        Properties properties = properties(in, version, PacketType.SUBACK, Sender.SERVER);
        return new Suback(packetId, properties, reasons(in, version, PacketType.SUBACK));
    }

    static Unsuback unsuback(Input in, ProtocolVersion version) {
        int packetId = packetId(in);
        if (!version.hasProperties()) {
            in.end();
            return new Unsuback(packetId, Properties.NONE, List.of());
        }
        Properties properties = properties(in, version, PacketType.UNSUBACK, Sender.SERVER);
        return new Unsuback(packetId, properties, reasons(in, version, PacketType.UNSUBACK));
    }

    private static int packetId(Input in) {
        int packetId = in.twoBytes();
        if (packetId == 0) {
            throw ProtocolError.malformed("the packet identifier is 0");
        }
        return packetId;
    }

    private static Properties properties(Input in, ProtocolVersion version, PacketType type, Sender sender) {
        return version.hasProperties() ? PropertyReader.read(in, type, sender) : Properties.NONE;
    }

    private static TopicFilter filter(Input in) {
        try {
            return new TopicFilter(in.name());
        } catch (InvalidTopic e) {
            throw ProtocolError.malformed(e.sentence());
        }
    }

    private static Subscribe.Request request(TopicFilter filter, int options, ProtocolVersion version) {
        if ((options & QOS) == QOS) {
            throw ProtocolError.malformed("a subscription with QoS 3");
        }
        Qos qos = Qos.of(options & QOS);
        if (version != ProtocolVersion.V5) {
            if (version == ProtocolVersion.V311 && options != qos.level()) {
                throw ProtocolError.malformed("reserved bits of a subscription's QoS are set");
            }
            return new Subscribe.Request(filter.text(), qos, false, false, 0);
        }
        int retainHandling = (options & RETAIN_HANDLING) >> 4;
        if ((options & RESERVED) != 0 || retainHandling > NEVER) {
            throw ProtocolError.malformed("reserved bits of a subscription's options are set");
        }
        boolean noLocal = (options & NO_LOCAL) != 0;
        if (noLocal && filter.shareGroup().isPresent()) {
            throw ProtocolError.forbidden("No Local with a shared subscription");
        }
        return new Subscribe.Request(filter.text(), qos, noLocal, (options & RETAIN_AS_PUBLISHED) != 0, retainHandling);
    }

    private static List<ReasonCode> reasons(Input in, ProtocolVersion version, PacketType type) {
        List<ReasonCode> reasons = new ArrayList<>(in.left());
        do {
            ReasonCode reason = Reasons.of(in.oneByte(), type, Sender.SERVER);
            if (version != ProtocolVersion.V5 && reason.code() > ReasonCode.UNSPECIFIED_ERROR.code()) {
                throw ProtocolError.malformed("return code " + reason.code() + " in " + type);
            }
            reasons.add(reason);
        } while (in.left() > 0);
        return reasons;
    }
}
