package org.kafkamqtt.mqtt.five;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.ConnectionListener;
import org.kafkamqtt.mqtt.Mark;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.kept.SessionLog;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicName;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Property;
import org.kafkamqtt.mqtt.protocol.packet.Publish;

/**
 * Random histories of a session between {@link ClientSession} and {@link ModelBroker}: connections break with packets on their way,
 * and the process dies and begins again from the file.
 */
class SessionSimulationTest {
    private static final int PUBLICATIONS = 12;
    private static final int MESSAGES = 8;
    private static final int HISTORIES = 500;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    Path folder;

    /** One history: a process after the other with one broker. */
    private final class History implements ConnectionListener {
        private final SplittableRandom random;
        private final Path file;
        private final ModelBroker broker;
        /** How often the listener was done with each message. */
        private final Map<Integer, Integer> done = new HashMap<>();
        /** How often each publication had its fate, by its number. */
        private final Map<Integer, Integer> fates = new HashMap<>();

        private SessionLog log;
        private Outcomes outcomes = new Outcomes();
        private ClientSession session;
        private Map<Long, Integer> numbers = new HashMap<>();
        private Spoken line = new Spoken(0);
        private final Deque<Message> inHand = new ArrayDeque<>();
        private boolean up;
        private long now;
        private int kills;

        History(int seed) throws Exception {
            random = new SplittableRandom(seed);
            file = folder.resolve("history" + seed);
            broker = new ModelBroker(random, MESSAGES);
            begin();
        }

        /** A process begins. */
        private void begin() {
            log = new SessionLog(file, "me", "source");
            outcomes = new Outcomes();
            session = new ClientSession(Long.MAX_VALUE / 2, Optional.of(new FiveStore(log)), outcomes);
            numbers = new HashMap<>();
            session.restored().forEach(p -> numbers.put(p.sequence(), ModelBroker.number(p.payload())));
            inHand.clear();
            up = false;
        }

        private int published() {
            return (int) log.mark().number();
        }

        private void tell() {
            outcomes.take().forEach(each -> each.accept(this));
        }

        private void step(boolean faults) {
            now++;
            switch (random.nextInt(faults ? 12 : 9)) {
                case 0 -> connect();
                case 1 -> publish();
                case 2, 3 -> toBroker();
                case 4, 5 -> toClient();
                case 6 -> finish();
                case 7 -> broker.send();
                case 8 -> {
                    now = Math.max(now, session.due() == Long.MAX_VALUE ? now : session.due());
                    session.tick(now);
                }
                case 9 -> lose();
                case 10, 11 -> {
                    if (random.nextInt(10) == 0) {
                        kills++;
                        begin();
                    }
                }
                default -> throw new AssertionError();
            }
            tell();
        }

        private void connect() {
            if (!up) {
                up = true;
                line = new Spoken(line.epoch() + 1);
                broker.reconnected();
                Properties said = random.nextBoolean()
                        ? Properties.NONE
                        : Properties.builder()
                                .number(Property.RECEIVE_MAXIMUM, 2)
                                .build();
                session.connected(line, ServerTerms.of(new Connack(true, 0, said)), true);
                sent.clear();
            }
        }

        private void publish() {
            // The next one is read once the one before is in the file, as with a window of one line.
            int next = published();
            if (next < PUBLICATIONS && numbers.values().stream().noneMatch(n -> n == next)) {
                long sequence = next + 1L;
                numbers.put(sequence, next);
                session.publish(new Publication(
                        sequence,
                        new TopicName("up/" + next),
                        new byte[] {0, (byte) next},
                        next % 2 == 0 ? Qos.EXACTLY_ONCE : Qos.AT_LEAST_ONCE,
                        false,
                        new Mark(next + 1L, next + 1L)));
            }
        }

        /** Packets on their way to the broker. */
        private final Deque<Packet> sent = new ArrayDeque<>();

        private void toBroker() {
            sent.addAll(line.packets());
            Packet packet = sent.poll();
            if (packet != null && up) {
                broker.take(packet);
            }
        }

        private void toClient() {
            Packet packet = up ? broker.wire.poll() : null;
            if (packet instanceof Publish publish) {
                Message message = new Message(
                        publish.topic(),
                        publish.payload().copy(),
                        publish.qos(),
                        false,
                        publish.duplicate(),
                        publish.packetId(),
                        Properties.NONE,
                        line.epoch());
                if (message.qos() == Qos.EXACTLY_ONCE) {
                    session.arrived(message);
                } else {
                    inHand.add(message);
                }
            } else if (packet != null) {
                session.received(packet, now);
            }
        }

        /** The listener is done with the oldest message in hand. */
        private void finish() {
            Message message = inHand.poll();
            if (message != null) {
                done.merge(ModelBroker.number(message.payload()), 1, Integer::sum);
                session.acknowledge(message);
            }
        }

        private void lose() {
            if (up) {
                up = false;
                session.lost(line.epoch());
            }
        }

        @Override
        public void arrived(Message message) {
            inHand.add(message);
        }

        @Override
        public void acknowledged(long sequence) {
            fates.merge(numbers.getOrDefault(sequence, -1), 1, Integer::sum);
        }

        @Override
        public void failed(long sequence, Failure why) {
            throw new AssertionError(why.sentence());
        }

        private boolean isDone() {
            return published() == PUBLICATIONS
                    && !session.isSomethingOut()
                    && session.due() == Long.MAX_VALUE
                    && inHand.isEmpty()
                    && broker.isDone();
        }

        /** Goes on to the end, and judges it. */
        void run() {
            for (int i = 0; i < 150; i++) {
                step(true);
            }
            for (int i = 0; !isDone(); i++) {
                assertTrue(i < 100_000, "it does not come to an end");
                step(false);
            }
            for (int number = 0; number < PUBLICATIONS; number++) {
                int times = count(broker.accepted, number);
                assertTrue(number % 2 == 0 ? times == 1 : times >= 1, "publication " + number + ": " + times);
                int told = fates.getOrDefault(number, 0);
                assertTrue(kills == 0 ? told == 1 : told <= 1 + kills, "fates of " + number + ": " + told);
            }
            for (int number = 0; number < MESSAGES; number++) {
                int times = done.getOrDefault(number, 0);
                assertTrue(number % 2 == 0 ? times == 1 : times >= 1, "message " + number + ": " + times);
            }
            assertEquals(List.of(), log.keys());
            log.close();
        }
    }

    private static int count(List<Integer> numbers, int number) {
        return (int) numbers.stream().filter(n -> n == number).count();
    }

    @Test
    void qos_1_arrives_and_qos_2_arrives_once_whatever_breaks() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int seed = 0; seed < HISTORIES; seed++) {
            try {
                History history = new History(seed);
                history.run();
                Files.delete(history.file);
            } catch (AssertionError | IllegalStateException e) {
                wrong.add("seed " + seed + ": " + e.getMessage());
            }
        }
        assertEquals(List.of(), wrong);
    }
}
