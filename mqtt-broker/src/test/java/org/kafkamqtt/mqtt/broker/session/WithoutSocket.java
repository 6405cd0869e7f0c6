package org.kafkamqtt.mqtt.broker.session;

import java.io.ByteArrayOutputStream;
import org.kafkamqtt.mqtt.broker.message.Message;
import org.kafkamqtt.mqtt.broker.trial.Heard;
import org.kafkamqtt.mqtt.broker.trial.Judged;
import org.kafkamqtt.mqtt.broker.trial.Line;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.Frame;
import org.kafkamqtt.mqtt.protocol.codec.PacketReader;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;

/** Sessions and the codec as a broker, without a socket, a log or a clock. */
final class WithoutSocket implements Judged {
    private static final SessionSettings SETTINGS = new SessionSettings(10, 2_000_000, 20, 10_000);

    private final FakeHome home = new FakeHome();

    @Override
    public Line connect() {
        return new Connection();
    }

    @Override
    public void publish(String topic, int qos, boolean retain, byte[] payload) {
        home.deliver(new Message(
                topic, Payload.of(payload), Qos.of(qos), retain, Properties.NONE, home.timestamp, -1, null));
    }

    private final class Connection implements Line {
        private final FakeWire wire = new FakeWire();
        private final ServerSession session = new ServerSession(wire, home, SETTINGS, 0);
        private final PacketReader reader = new PacketReader(PacketReader.Sender.CLIENT);
        private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

        @Override
        public void send(byte[] bytes) {
            rest.writeBytes(bytes);
            byte[] all = rest.toByteArray();
            rest.reset();
            int at = 0;
            try {
                while (!wire.closed && at < all.length) {
                    long size = Frame.size(all, at, all.length);
                    if (size > SETTINGS.maxPacketSize()) {
                        throw new ProtocolError(ReasonCode.PACKET_TOO_LARGE, "too large");
                    }
                    if (size == 0 || at + size > all.length) {
                        break;
                    }
                    session.received(reader.read(all, at, at + (int) size), 0, home.timestamp);
                    at += (int) size;
                }
            } catch (ProtocolError e) {
                session.broken(e, 0, home.timestamp);
            }
            rest.write(all, at, all.length - at);
        }

        @Override
        public Heard hear() {
            byte[] next = wire.bytes.poll();
            return next != null ? new Heard.Bytes(next) : wire.closed ? new Heard.Closed() : new Heard.Silence();
        }

        @Override
        public void close() {
            session.lost(0, home.timestamp);
        }
    }
}
