package org.kafkamqtt.mqtt.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.kafkamqtt.mqtt.Connection;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.ConnectionSettings;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.Reconnection;
import org.kafkamqtt.mqtt.Session;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.link.LinkSettings;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.codec.Frame;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Subscribe;

/**
 * Loads the classes that a run with a broker needs, without one: what the launcher's class archive is made from. It answers a client on
 * the loopback as a broker would.
 */
public final class Rehearsal {
    private static final int LARGEST = 4_096;
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Rehearsal() {}

    /**
     * What a tool is to run with: its arguments, or if the launcher asks for a rehearsal, those of a run that is answered.
     *
     * @param rehearsed besides the broker
     */
    public static String[] orElse(String[] args, String... rehearsed) throws IOException, InterruptedException {
        if (args.length != 1 || !args[0].equals("--rehearse")) {
            return args;
        }
        return Stream.concat(Stream.of("-h", "127.0.0.1", "-p", Integer.toString(run())), Stream.of(rehearsed))
                .toArray(String[]::new);
    }

    /**
     * Publishes and receives in MQTT 5.
     *
     * @return the port on which a run of the tool itself is answered afterwards, in any version
     */
    static int run() throws IOException, InterruptedException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> answerAll(server), "rehearsal");
        thread.setDaemon(true);
        thread.start();
        CountDownLatch fates = new CountDownLatch(2);
        Connection connection = Connections.of(settings(server.getLocalPort()), new ConnectionListener() {
            @Override
            public void acknowledged(long sequence) {
                fates.countDown();
            }

            @Override
            public void arrived(Message message) {
                fates.countDown();
            }
        });
        try (connection) {
            connection.open();
            connection.subscribe(List.of(new Subscription(new TopicFilter("t"), Qos.AT_LEAST_ONCE)));
            connection.publish(new Publication(0, new TopicName("t"), new byte[1], Qos.AT_LEAST_ONCE, false));
            // Without them, the archive lacks a few classes, and a run takes a moment longer.
            boolean unused = fates.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        return server.getLocalPort();
    }

    private static ConnectionSettings settings(int port) {
        return new ConnectionSettings(
                LinkSettings.tcp("127.0.0.1", port),
                ProtocolVersion.V5.level(),
                new Session("rehearsal", true, true),
                0,
                Optional.empty(),
                Optional.empty(),
                LIMIT,
                LIMIT,
                new Reconnection(false, Duration.ZERO, LIMIT, LIMIT),
                1,
                Optional.empty());
    }

    private static void answerAll(ServerSocket server) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    answer(client.getInputStream(), client.getOutputStream());
                } catch (EOFException e) {
                    // The next one.
                }
            }
        } catch (IOException e) {
            // The rehearsal is over.
        }
    }

    private static void answer(InputStream in, OutputStream out) throws IOException {
        PacketReader reader = new PacketReader(PacketReader.Sender.CLIENT);
        byte[] bytes = new byte[LARGEST];
        int end = 0;
        while (true) {
            long size = Frame.size(bytes, 0, end);
            if (size == 0 || size > end) {
                int count = in.read(bytes, end, bytes.length - end);
                if (count <= 0) {
                    throw new EOFException();
                }
                end += count;
                continue;
            }
            Packet packet = reader.read(bytes, 0, (int) size);
            PacketWriter writer = new PacketWriter();
            answers(packet).forEach(answer -> writer.write(answer, reader.version()));
            out.write(writer.array(), 0, writer.length());
            end -= (int) size;
            System.arraycopy(bytes, (int) size, bytes, 0, end);
        }
    }

    private static List<Packet> answers(Packet packet) {
        if (packet instanceof Publish publish && publish.qos() == Qos.AT_LEAST_ONCE) {
            return List.of(Acknowledgement.of(PacketType.PUBACK, publish.packetId()));
        }
        if (packet instanceof Subscribe subscribe) {
            ReasonCode[] granted = new ReasonCode[subscribe.requests().size()];
            Arrays.fill(granted, ReasonCode.GRANTED_QOS_1);
            return List.of(
                    new Suback(subscribe.packetId(), Properties.NONE, List.of(granted)),
                    new Publish(
                            false,
                            Qos.AT_LEAST_ONCE,
                            false,
                            subscribe.requests().get(0).filter(),
                            1,
                            Properties.NONE,
                            Payload.of(new byte[] {'m'})));
        }
        return packet.type() == PacketType.CONNECT ? List.of(new Connack(false, 0, Properties.NONE)) : List.of();
    }
}
