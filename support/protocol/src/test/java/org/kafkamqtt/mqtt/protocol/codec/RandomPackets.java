package org.kafkamqtt.mqtt.protocol.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Auth;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Connect;
import org.kafkamqtt.mqtt.protocol.packet.Disconnect;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Pingreq;
import org.kafkamqtt.mqtt.protocol.packet.Pingresp;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;
import org.kafkamqtt.mqtt.protocol.packet.Unsubscribe;
import org.kafkamqtt.mqtt.protocol.packet.Will;

/** Packets that keep every rule, of any kind that a side sends in a version. */
final class RandomPackets {
    private static final String[] WORDS = {
        "a", "sensors", "", "\u00e9t\u00e9", "\u6e29\u5ea6", "\ud83d\ude00", "x y", "$SYS"
    };

    private final Random random;
    private final ProtocolVersion version;
    private final Sender sender;

    RandomPackets(Random random, ProtocolVersion version, Sender sender) {
        this.random = random;
        this.version = version;
        this.sender = sender;
    }

    /** Whether this side sends such packets in this version. */
    static boolean sends(Sender sender, ProtocolVersion version, PacketType type) {
        return switch (type) {
            case CONNECT, SUBSCRIBE, UNSUBSCRIBE, PINGREQ -> sender == Sender.CLIENT;
            case CONNACK, SUBACK, UNSUBACK, PINGRESP -> sender == Sender.SERVER;
            case PUBLISH, PUBACK, PUBREC, PUBREL, PUBCOMP -> true;
            case DISCONNECT -> sender == Sender.CLIENT || version == ProtocolVersion.V5;
            case AUTH -> version == ProtocolVersion.V5;
        };
    }

    Packet next(PacketType type) {
        return switch (type) {
            case CONNECT -> connect();
            case CONNACK -> connack();
            case PUBLISH -> publish();
            case PUBACK, PUBREC, PUBREL, PUBCOMP ->
                new Acknowledgement(type, packetId(), reason(type), properties(type));
            case SUBSCRIBE -> new Subscribe(packetId(), properties(type), some(this::request));
            case SUBACK -> new Suback(packetId(), properties(type), some(this::granted));
            case UNSUBSCRIBE -> new Unsubscribe(packetId(), properties(type), some(this::filter));
            case UNSUBACK -> new Unsuback(packetId(), properties(type), five() ? some(() -> reason(type)) : List.of());
            case PINGREQ -> new Pingreq();
            case PINGRESP -> new Pingresp();
            case DISCONNECT -> new Disconnect(reason(type), properties(type));
            case AUTH -> new Auth(reason(type), properties(type));
        };
    }

    private boolean five() {
        return version == ProtocolVersion.V5;
    }

    private Connect connect() {
        boolean named = random.nextBoolean();
        boolean secret = random.nextBoolean() && (named || five());
        return new Connect(
                version,
                !five() && random.nextInt(4) == 0,
                random.nextBoolean(),
                random.nextInt(65_536),
                properties(PacketType.CONNECT),
                text(),
                random.nextBoolean() ? will() : null,
                named ? text() : null,
                secret ? bytes(20) : null);
    }

    private Will will() {
        return new Will(
                topic(),
                Payload.of(bytes(50)),
                qos(),
                random.nextBoolean(),
                five() ? properties(null) : Properties.NONE);
    }

    private Connack connack() {
        int code = five() ? reason(PacketType.CONNACK).code() : random.nextInt(6);
        boolean present = code == 0 && version != ProtocolVersion.V31 && random.nextBoolean();
        return new Connack(present, code, properties(PacketType.CONNACK));
    }

    private Publish publish() {
        Qos qos = qos();
        boolean again = qos != Qos.AT_MOST_ONCE && random.nextBoolean();
        Properties properties = properties(PacketType.PUBLISH);
        String topic = properties.has(Property.TOPIC_ALIAS) && random.nextBoolean() ? "" : topic();
        int id = qos == Qos.AT_MOST_ONCE ? 0 : packetId();
        return new Publish(again, qos, random.nextBoolean(), topic, id, properties, Payload.of(bytes(300)));
    }

    private Subscribe.Request request() {
        if (!five()) {
            return new Subscribe.Request(filter(), qos(), false, false, 0);
        }
        String filter = filter();
        boolean noLocal = random.nextBoolean() && !filter.startsWith("$share/");
        return new Subscribe.Request(filter, qos(), noLocal, random.nextBoolean(), random.nextInt(3));
    }

    private ReasonCode granted() {
        if (five()) {
            return reason(PacketType.SUBACK);
        }
        return ReasonCode.of(random.nextInt(4) == 3 ? 0x80 : random.nextInt(3)).orElseThrow();
    }

    private ReasonCode reason(PacketType type) {
        if (!five() || random.nextInt(3) == 0 && type != PacketType.AUTH) {
            return ReasonCode.SUCCESS;
        }
        List<ReasonCode> allowed = List.copyOf(Reasons.allowed(type, sender));
        return allowed.get(random.nextInt(allowed.size()));
    }

    /** Properties of such a packet; of a will if there is no type. */
    private Properties properties(@Nullable PacketType type) {
        Properties.Builder properties = Properties.builder();
        if (!five() || random.nextInt(3) == 0 && type != PacketType.AUTH) {
            return properties.build();
        }
        for (Property property : Property.values()) {
            boolean needed = type == PacketType.AUTH && property == Property.AUTHENTICATION_METHOD;
            if (needed || random.nextInt(3) == 0 && fits(property, type)) {
                for (int i = repeats(property, type) ? random.nextInt(4) : 1; i > 0; i--) {
                    add(property, properties);
                }
            }
        }
        return checked(properties.build());
    }

    private boolean fits(Property property, @Nullable PacketType type) {
        if (type == null) {
            return property.inWill();
        }
        return switch (property) {
            case SUBSCRIPTION_IDENTIFIER ->
                type == PacketType.SUBSCRIBE || type == PacketType.PUBLISH && sender == Sender.SERVER;
            case SESSION_EXPIRY -> property.in(type) && (type != PacketType.DISCONNECT || sender == Sender.CLIENT);
            default -> property.in(type);
        };
    }

    private static boolean repeats(Property property, @Nullable PacketType type) {
        return property == Property.USER_PROPERTY
                || property == Property.SUBSCRIPTION_IDENTIFIER && type == PacketType.PUBLISH;
    }

    private void add(Property property, Properties.Builder properties) {
        switch (property.kind()) {
            case BYTE -> properties.number(property, random.nextInt(2));
            case TWO_BYTES -> properties.number(property, 1 + random.nextInt(65_535));
            case FOUR_BYTES -> properties.number(property, 1 + (random.nextInt() & 0xFFFFFFFEL));
            case VARIABLE -> properties.number(property, 1 + random.nextInt(268_435_455) >> random.nextInt(28) | 1);
            case TEXT -> properties.text(property, property == Property.RESPONSE_TOPIC ? topic() : text());
            case BINARY -> properties.bytes(property, bytes(40));
            case PAIR -> properties.user(text(), text());
        }
    }

    /** Without data for an authentication that has no method. */
    private static Properties checked(Properties properties) {
        if (!properties.has(Property.AUTHENTICATION_DATA) || properties.has(Property.AUTHENTICATION_METHOD)) {
            return properties;
        }
        return Properties.builder()
                .text(Property.AUTHENTICATION_METHOD, "m")
                .all(properties)
                .build();
    }

    private <T> List<T> some(Supplier<T> one) {
        List<T> several = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            several.add(one.get());
        }
        return several;
    }

    private Qos qos() {
        return Qos.of(random.nextInt(3));
    }

    private int packetId() {
        return 1 + random.nextInt(65_535);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    private String topic() {
        return text() + "/" + text();
    }

    private String filter() {
        String filter = random.nextInt(3) == 0 ? "+/" + topic() : topic();
        filter = random.nextInt(3) == 0 ? filter + "/#" : filter;
        return random.nextInt(6) == 0 ? "$share/group/" + filter : filter;
    }

    private byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }
}
