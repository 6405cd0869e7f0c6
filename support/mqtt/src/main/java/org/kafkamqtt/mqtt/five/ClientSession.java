package org.kafkamqtt.mqtt.five;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.Publication;
import org.kafkamqtt.mqtt.protocol.ProtocolError;
import org.kafkamqtt.mqtt.protocol.ProtocolVersion;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.ReasonCode;
import org.kafkamqtt.mqtt.protocol.codec.PacketWriter;
import org.kafkamqtt.mqtt.protocol.packet.Acknowledgement;
import org.kafkamqtt.mqtt.protocol.packet.Connack;
import org.kafkamqtt.mqtt.protocol.packet.Packet;
import org.kafkamqtt.mqtt.protocol.packet.PacketType;
import org.kafkamqtt.mqtt.protocol.packet.Payload;
import org.kafkamqtt.mqtt.protocol.packet.Properties;
import org.kafkamqtt.mqtt.protocol.packet.Publish;
import org.kafkamqtt.mqtt.protocol.packet.Suback;
import org.kafkamqtt.mqtt.protocol.packet.Unsuback;

/**
 * The client's side of a session of MQTT 5, over all its connections: a state machine. Packets, wishes and time (in nanoseconds)
 * come in, packets go to an {@link Outgoing}, news to {@link Outcomes}.
 *
 * <p>Publications of QoS 1 and 2 without a fate are sent again in their order when a connection comes back: under their packet
 * identifiers where the broker has kept the session, else anew. Not thread-safe; the lock of the connection guards it.
 */
final class ClientSession {
    private static final int LAST_ID = 65_535;
    /** Between attempts of a publication that the broker has no room for; doubled up to the longest. */
    private static final long FIRST_DEFERRAL = 100_000_000L;

    private static final long LONGEST_DEFERRAL = 5_000_000_000L;

    private final long patience;
    private final Optional<FiveStore> store;
    private final Outcomes outcomes;
    private final Inbox inbox;
    private final List<Publication> restored;
    /** Handed in and not yet sent, oldest first. */
    private final Deque<Flight> waiting = new ArrayDeque<>();
    /** Of QoS 0, given to the connection and not yet written, oldest first. */
    private final Deque<Publication> writing = new ArrayDeque<>();
    /** With a packet identifier, in the order in which they were sent. */
    private final Map<Integer, Flight> flights = new LinkedHashMap<>();
    /** Those that must be sent again over this connection, oldest first. */
    private final Deque<Flight> again = new ArrayDeque<>();

    private final List<Flight> deferred = new ArrayList<>();
    private final Map<Integer, Consumer<Suback>> subscribing = new HashMap<>();
    private final Map<Integer, Consumer<Unsuback>> unsubscribing = new HashMap<>();
    private int lastId;
    private int counted;
    private @Nullable Outgoing line;
    private ServerTerms terms = ServerTerms.of(new Connack(false, 0, Properties.NONE));
    private OutgoingAliases aliases = new OutgoingAliases(0);

    /**
     * A session without a connection.
     *
     * @param patience nanoseconds for which a publication is tried again that the broker has no room for
     */
    ClientSession(long patience, Optional<FiveStore> store, Outcomes outcomes) {
        this.patience = patience;
        this.store = store;
        this.outcomes = outcomes;
        this.inbox = new Inbox(store);
        store.ifPresent(file -> flights.putAll(file.flights()));
        this.restored =
                flights.values().stream().map(flight -> flight.publication).toList();
    }

    /** What an earlier process left in flight. */
    List<Publication> restored() {
        return restored;
    }

    /** What the present connection allows. */
    ServerTerms terms() {
        return terms;
    }

    /** The broker has accepted a connection. */
    void connected(Outgoing over, ServerTerms allowed, boolean sessionPresent) {
        line = over;
        terms = allowed;
        aliases = new OutgoingAliases(allowed.topicAliasMaximum());
        counted = 0;
        again.clear();
        deferred.clear();
        if (sessionPresent) {
            for (Flight flight : flights.values()) {
                flight.counted = false;
                flight.stage = flight.stage == Flight.Stage.DEFERRED ? Flight.Stage.PUBLISHED : flight.stage;
                again.add(flight);
            }
        } else {
            inbox.sessionLost().forEach(message -> outcomes.add(l -> l.arrived(Inbox.in(message, over.epoch()))));
            beginAnew();
        }
        pump();
    }

    /** The broker knows none of the packet identifiers. */
    private void beginAnew() {
        List<Flight> all = new ArrayList<>(flights.values());
        flights.clear();
        for (int i = all.size() - 1; i >= 0; i--) {
            Flight flight = all.get(i);
            flight.stage = Flight.Stage.WAITING;
            flight.packetId = 0;
            flight.seen = false;
            flight.counted = false;
            flight.deferrals = 0;
            waiting.addFirst(flight);
        }
    }

    /** The connection of this number is gone; what was not written of QoS 0 goes over the next one. */
    void lost(long epoch) {
        if (line == null || line.epoch() != epoch) {
            return;
        }
        line = null;
        subscribing.clear();
        unsubscribing.clear();
        while (!writing.isEmpty()) {
            waiting.addFirst(new Flight(writing.removeLast()));
        }
    }

    /** Takes a publication, and sends it if there is a connection with room for it. */
    void publish(Publication publication) {
        waiting.add(new Flight(publication));
        pump();
    }

    /** The network has taken so many publications of QoS 0. */
    void written(int count) {
        long[] sequences = new long[count];
        int taken = 0;
        for (Publication each = writing.poll(); each != null; each = taken < count ? writing.poll() : null) {
            sequences[taken++] = each.sequence();
        }
        int all = taken;
        outcomes.add(listener -> {
            for (int i = 0; i < all; i++) {
                listener.acknowledged(sequences[i]);
            }
        });
    }

    /** The connection broke while these were written; how much was sent is not known. */
    void torn(int count) {
        for (int i = 0; i < count; i++) {
            Publication publication = writing.poll();
            if (publication != null) {
                fail(publication, ExitStatus.UNREACHABLE, "the connection broke while the message was written");
            }
        }
    }

    /** Whether the broker has to answer something that was sent. */
    boolean isSomethingOut() {
        return !flights.isEmpty() || !writing.isEmpty();
    }

    /** Those without a fate that were sent, oldest first. */
    List<Publication> out() {
        return flights.values().stream()
                .map(flight -> flight.publication)
                .sorted(Comparator.comparingLong(Publication::sequence))
                .toList();
    }

    /** When {@link #tick} is due next, {@link Long#MAX_VALUE} if it is not. */
    long due() {
        long first = Long.MAX_VALUE;
        if (deferred.isEmpty()) {
            // The usual case, asked after everything that happens.
            return first;
        }
        for (Flight flight : deferred) {
            first = Math.min(first, flight.due);
        }
        return first;
    }

    /** Time has passed. */
    void tick(long now) {
        Iterator<Flight> all = deferred.iterator();
        while (all.hasNext()) {
            Flight flight = all.next();
            if (flight.due - now <= 0) {
                all.remove();
                flight.stage = Flight.Stage.PUBLISHED;
                again.add(flight);
            }
        }
        pump();
    }

    /** Sends what there is room for. */
    private void pump() {
        Outgoing over = line;
        if (over == null) {
            return;
        }
        while (!again.isEmpty()) {
            Flight flight = again.peek();
            if (flights.get(flight.packetId) != flight) {
                // It was answered before it was sent again.
            } else if (flight.stage == Flight.Stage.RELEASED) {
                over.send(Acknowledgement.of(PacketType.PUBREL, flight.packetId));
            } else if (hasRoom()) {
                sendPublish(flight, over);
            } else {
                return;
            }
            again.remove();
        }
        while (!waiting.isEmpty()) {
            Flight flight = waiting.peek();
            if (flight.publication.qos() == Qos.AT_MOST_ONCE) {
                waiting.remove();
                sendOnce(flight.publication, over);
            } else if (hasRoom() && flights.size() + subscribing.size() + unsubscribing.size() < LAST_ID) {
                waiting.remove();
                begin(flight, over);
            } else {
                return;
            }
        }
    }

    private boolean hasRoom() {
        return counted < terms.receiveMaximum();
    }

    private void begin(Flight flight, Outgoing over) {
        Optional<String> refusal = terms.refuses(flight.publication);
        if (refusal.isPresent()) {
            settle(flight);
            fail(flight.publication, ExitStatus.PARTIAL, refusal.get());
            return;
        }
        int old = flight.storedAs;
        flight.packetId = nextId();
        store.ifPresent(file -> {
            file.sent(flight.packetId, flight.publication);
            if (old != 0 && old != flight.packetId) {
                file.settled(old);
            }
        });
        flight.storedAs = flight.packetId;
        flight.stage = Flight.Stage.PUBLISHED;
        flights.put(flight.packetId, flight);
        sendPublish(flight, over);
    }

    private int nextId() {
        do {
            lastId = lastId % LAST_ID + 1;
        } while (flights.containsKey(lastId) || subscribing.containsKey(lastId) || unsubscribing.containsKey(lastId));
        return lastId;
    }

    private void sendPublish(Flight flight, Outgoing over) {
        Publish packet = packet(flight.publication, flight.packetId, flight.seen);
        Optional<String> refusal = tooLarge(packet);
        if (refusal.isPresent()) {
            end(flight);
            fail(flight.publication, ExitStatus.PARTIAL, refusal.get());
            return;
        }
        flight.seen = true;
        flight.counted = true;
        counted++;
        over.send(packet);
    }

    private void sendOnce(Publication publication, Outgoing over) {
        Optional<String> refusal = terms.refuses(publication);
        Publish packet = packet(publication, 0, false);
        refusal = refusal.isPresent() ? refusal : tooLarge(packet);
        if (refusal.isPresent()) {
            fail(publication, ExitStatus.PARTIAL, refusal.get());
            return;
        }
        writing.add(publication);
        over.sendOnce(packet);
    }

    private Publish packet(Publication publication, int packetId, boolean duplicate) {
        OutgoingAliases.Named named = aliases.name(publication.topic().text(), publication.properties());
        return new Publish(
                duplicate,
                publication.qos(),
                publication.retain(),
                named.topic(),
                packetId,
                named.properties(),
                Payload.of(publication.payload()));
    }

    private Optional<String> tooLarge(Packet packet) {
        return terms.maximumPacketSize() == Long.MAX_VALUE
                ? Optional.empty()
                : terms.refusesSize(PacketWriter.size(packet, ProtocolVersion.V5));
    }

    private void fail(Publication publication, ExitStatus status, String why) {
        long sequence = publication.sequence();
        Failure failure = new Failure(status, why);
        outcomes.add(listener -> listener.failed(sequence, failure));
    }

    /** It is no longer in flight. */
    private void end(Flight flight) {
        flights.remove(flight.packetId);
        if (flight.counted) {
            flight.counted = false;
            counted--;
        }
        settle(flight);
    }

    private void settle(Flight flight) {
        if (flight.storedAs != 0) {
            store.ifPresent(file -> file.settled(flight.storedAs));
            flight.storedAs = 0;
        }
    }

    /**
     * Takes a packet of the broker other than PUBLISH.
     *
     * @throws ProtocolError if it breaks a rule
     */
    void received(Packet packet, long now) {
        switch (packet.type()) {
            case PUBACK, PUBREC, PUBCOMP -> answered((Acknowledgement) packet, now);
            case PUBREL -> released((Acknowledgement) packet);
            case SUBACK -> {
                Suback suback = (Suback) packet;
                Consumer<Suback> asking = subscribing.remove(suback.packetId());
                if (asking == null) {
                    throw ProtocolError.forbidden("a SUBACK that nobody waits for");
                }
                asking.accept(suback);
            }
            case UNSUBACK -> {
                Unsuback unsuback = (Unsuback) packet;
                Consumer<Unsuback> asking = unsubscribing.remove(unsuback.packetId());
                if (asking == null) {
                    throw ProtocolError.forbidden("an UNSUBACK that nobody waits for");
                }
                asking.accept(unsuback);
            }
            case CONNECT, CONNACK, PUBLISH, SUBSCRIBE, UNSUBSCRIBE, PINGREQ, PINGRESP, DISCONNECT, AUTH ->
                throw new IllegalArgumentException(packet.type() + " is dealt with elsewhere");
        }
    }

    private void answered(Acknowledgement answer, long now) {
        Flight flight = flights.get(answer.packetId());
        if (flight == null || flight.stage == Flight.Stage.DEFERRED) {
            unknown(answer);
            return;
        }
        boolean twice = flight.publication.qos() == Qos.EXACTLY_ONCE;
        if (twice == (answer.type() == PacketType.PUBACK)) {
            throw ProtocolError.forbidden("a " + answer.type() + " for a message of QoS "
                    + flight.publication.qos().level());
        }
        if (answer.type() == PacketType.PUBREC && !answer.reason().isFailure()) {
            release(flight, answer.reason() == ReasonCode.NO_MATCHING_SUBSCRIBERS);
            return;
        }
        if (answer.type() == PacketType.PUBCOMP && flight.stage != Flight.Stage.RELEASED) {
            throw ProtocolError.forbidden("a PUBCOMP before PUBREC");
        }
        // A PUBCOMP that knows no such identifier: the exchange was completed over an earlier connection.
        if (answer.type() != PacketType.PUBCOMP && answer.reason().isFailure()) {
            refused(flight, answer, now);
        } else {
            end(flight);
            long sequence = flight.publication.sequence();
            ReasonCode reason = flight.unheard ? ReasonCode.NO_MATCHING_SUBSCRIBERS : success(answer);
            outcomes.add(listener -> listener.acknowledged(sequence, reason));
        }
        pump();
    }

    private static ReasonCode success(Acknowledgement answer) {
        return answer.reason().isFailure() ? ReasonCode.SUCCESS : answer.reason();
    }

    /** An answer to what is not in flight: a repeat, or a confusion that PUBREL can end. */
    private void unknown(Acknowledgement answer) {
        Outgoing over = line;
        if (answer.type() == PacketType.PUBREC && !answer.reason().isFailure() && over != null) {
            over.send(new Acknowledgement(
                    PacketType.PUBREL, answer.packetId(), ReasonCode.PACKET_IDENTIFIER_NOT_FOUND, Properties.NONE));
        }
    }

    private void release(Flight flight, boolean unheard) {
        if (flight.stage == Flight.Stage.PUBLISHED) {
            flight.stage = Flight.Stage.RELEASED;
            flight.unheard = unheard;
            store.ifPresent(file -> file.released(flight.packetId));
        }
        Outgoing over = line;
        if (over != null) {
            over.send(Acknowledgement.of(PacketType.PUBREL, flight.packetId));
        }
    }

    private void refused(Flight flight, Acknowledgement answer, long now) {
        if (answer.reason() == ReasonCode.QUOTA_EXCEEDED && mayBeTriedAgain(flight, now)) {
            flight.stage = Flight.Stage.DEFERRED;
            flight.seen = false;
            flight.counted = false;
            counted--;
            deferred.add(flight);
            return;
        }
        end(flight);
        ExitStatus status = answer.reason() == ReasonCode.NOT_AUTHORIZED ? ExitStatus.UNAUTHORISED : ExitStatus.PARTIAL;
        fail(flight.publication, status, Reasons.refused(answer));
    }

    private boolean mayBeTriedAgain(Flight flight, long now) {
        if (flight.deferrals == 0) {
            flight.deferredSince = now;
        }
        long wait = Math.min(LONGEST_DEFERRAL, FIRST_DEFERRAL << Math.min(flight.deferrals, 10));
        flight.deferrals++;
        flight.due = now + wait;
        return flight.due - flight.deferredSince <= patience;
    }

    private void released(Acknowledgement pubrel) {
        Outgoing over = line;
        if (over == null) {
            return;
        }
        int packetId = pubrel.packetId();
        switch (inbox.released(packetId, over.epoch())) {
            case DELIVER -> {
                Message message = inbox.handOver(packetId, over.epoch());
                outcomes.add(listener -> listener.arrived(message));
            }
            case WAIT -> {
                // The listener will acknowledge it.
            }
            case COMPLETE -> complete(packetId, over, ReasonCode.SUCCESS);
            case UNKNOWN -> complete(packetId, over, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND);
        }
    }

    private void complete(int packetId, Outgoing over, ReasonCode reason) {
        over.send(new Acknowledgement(PacketType.PUBCOMP, packetId, reason, Properties.NONE));
    }

    /**
     * A message of QoS 2 arrived; it goes to the listener when PUBREL comes. More than the receive maximum are taken all the same:
     * mosquitto 2.0 sends the queue of a session that comes back without regard to it.
     */
    void arrived(Message message) {
        inbox.published(message);
        Outgoing over = line;
        if (over != null) {
            over.send(Acknowledgement.of(PacketType.PUBREC, message.packetId()));
        }
    }

    /** The listener is done with a message. */
    void acknowledge(Message message) {
        Outgoing over = line;
        long there = over == null ? 0 : over.epoch();
        if (message.qos() == Qos.EXACTLY_ONCE) {
            if (inbox.done(message, there) && over != null) {
                complete(message.packetId(), over, ReasonCode.SUCCESS);
            }
        } else if (message.qos() == Qos.AT_LEAST_ONCE && over != null && message.epoch() == there) {
            over.send(Acknowledgement.of(PacketType.PUBACK, message.packetId()));
        }
    }

    /** Gives an identifier to a SUBSCRIBE; its answer goes to the consumer, unless the connection breaks before. */
    int subscribing(Consumer<Suback> answer) {
        int packetId = nextId();
        subscribing.put(packetId, answer);
        return packetId;
    }

    /** The same for UNSUBSCRIBE. */
    int unsubscribing(Consumer<Unsuback> answer) {
        int packetId = nextId();
        unsubscribing.put(packetId, answer);
        return packetId;
    }
}
