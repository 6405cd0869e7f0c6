package org.kafkamqtt.mqtt.protocol.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader.Sender;
import org.kafkamqtt.mqtt.protocol.packet.Packet;

/** Packets as tables of tests write them, and what the codec says of them. */
final class Wire {
    private static final Pattern PART = Pattern.compile("'([^']*)'|([0-9a-f]+)");

    private Wire() {}

    /** Bytes of hexadecimal digits; {@code 'text'} stands for a text with its length before it. */
    static byte[] bytes(String written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Matcher part = PART.matcher(written); part.find(); ) {
            if (part.group(1) == null) {
                bytes.writeBytes(HexFormat.of().parseHex(part.group(2)));
            } else {
                byte[] text = part.group(1).getBytes(StandardCharsets.UTF_8);
                bytes.write(text.length >> 8);
                bytes.write(text.length);
                bytes.writeBytes(text);
            }
        }
        return bytes.toByteArray();
    }

    /** A packet of at most 127 bytes after its fixed header. */
    static byte[] packet(String first, String body) {
        byte[] rest = bytes(body);
        byte[] packet = new byte[2 + rest.length];
        packet[0] = (byte) Integer.parseInt(first, 16);
        packet[1] = (byte) rest.length;
        System.arraycopy(rest, 0, packet, 2, rest.length);
        return packet;
    }

    static ProtocolVersion version(String text) {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> version.toString().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** What a side sends to a connection that speaks this version. */
    static Packet read(Sender sender, String version, byte[] packet) {
        PacketReader reader = new PacketReader(sender);
        reader.speak(version(version));
        return reader.read(packet, 0, packet.length);
    }

    /** What a client sends that has not sent anything yet. */
    static Packet readFirst(byte[] packet) {
        return new PacketReader(Sender.CLIENT).read(packet, 0, packet.length);
    }

    static String written(Packet packet, String version) {
        PacketWriter writer = new PacketWriter();
        writer.write(packet, version(version));
        return HexFormat.of().formatHex(writer.array(), 0, writer.length());
    }

    /** Says {@code ok}, or how the error is answered, such as {@code 81}, {@code 81 quiet} or {@code 81 in CONNACK of 5}. */
    static String verdict(Runnable reading) {
        try {
            reading.run();
            return "ok";
        } catch (ProtocolError e) {
            String code = String.format(Locale.ROOT, "%02x", e.reason().code());
            return code
                    + (e.quiet() ? " quiet" : "")
                    + e.connack().map(version -> " in CONNACK of " + version).orElse("");
        }
    }
}
