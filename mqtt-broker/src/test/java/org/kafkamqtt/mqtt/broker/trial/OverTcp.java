package org.kafkamqtt.mqtt.broker.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** A broker that listens on a port of this machine. Its publisher is an MQTT 3.1.1 client of a few bytes. */
public record OverTcp(int port) implements Judged {
    private static final HexFormat HEX = HexFormat.of();

    @Override
    public RawClient connect() {
        return new RawClient(port);
    }

    @Override
    public void publish(String topic, int qos, boolean retain, byte[] payload) {
        try (RawClient client = connect()) {
            client.send(HEX.parseHex("101600044d51545404020000000a73657175656e63652d70"));
            answer(client, "20020000");
            client.send(publishPacket(topic, qos, retain, payload));
            if (qos == 1) {
                answer(client, "40020001");
            } else if (qos == 2) {
                answer(client, "50020001");
                client.send(HEX.parseHex("62020001"));
                answer(client, "70020001");
            }
            client.send(HEX.parseHex("e000"));
        }
    }

    private static void answer(Line line, String packet) {
        Heard heard = line.hear();
        if (!(heard instanceof Heard.Bytes bytes) || !Arrays.equals(bytes.packet(), HEX.parseHex(packet))) {
            throw new AssertionError("the publisher expected " + packet + " and heard " + heard);
        }
    }

    private static byte[] publishPacket(String topic, int qos, boolean retain, byte[] payload) {
        byte[] name = topic.getBytes(UTF_8);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(0x30 | qos << 1 | (retain ? 1 : 0));
        int length = 2 + name.length + (qos > 0 ? 2 : 0) + payload.length;
        if (length > 127) {
            throw new IllegalArgumentException("a sequence publishes only little");
        }
        packet.write(length);
        packet.write(name.length >> 8);
        packet.write(name.length);
        packet.writeBytes(name);
        if (qos > 0) {
            packet.write(0);
            packet.write(1);
        }
        packet.writeBytes(payload);
        return packet.toByteArray();
    }
}
