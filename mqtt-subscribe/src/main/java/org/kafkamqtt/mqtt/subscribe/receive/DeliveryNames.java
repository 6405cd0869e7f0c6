package org.kafkamqtt.mqtt.subscribe.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.kafkamqtt.mqtt.Message;
import org.kafkamqtt.mqtt.protocol.Qos;

/**
 * The names of messages of QoS 1 and 2, by which a reader recognises one that the broker sends twice.
 *
 * <p>A name is a token of the table and a serial number. The table has an entry for each packet identifier. A message is a repeat
 * if the broker marks it so (DUP, MQTT 3.1.1 section 3.3.1.1) and the entry has the same content, and is either unacknowledged or
 * not old. In doubt it is a new message: one message under two names comes twice, two under one name would be one.
 *
 * <p>The table is memory that may outlive the process, and consistent after each single store, so that a process may be killed at any
 * moment. Thread-safe: the network names, the writing thread acknowledges.
 */
public final class DeliveryNames {
    static final int BYTES = 64 + 65_536 * 16;

    private static final int TOKEN = 8;
    private static final int NEXT = 16;
    private static final int ENTRIES = 64;
    private static final int ENTRY = 16;
    /** Brokers count identifiers up to 65,535 and begin again: an entry younger than half of that is not of another round. */
    private static final long RECENT = 32_768;

    private static final int NONE = 0;
    private static final int OPEN = 1;
    private static final int ACKNOWLEDGED = 2;

    private final ByteBuffer table;
    private final Set<Integer> unsettled;
    private final String token;

    /**
     * @param table of {@link #BYTES}, begun by {@link #begin} in this process or in an earlier one
     * @param unsettled packet identifiers of the QoS 2 messages that the client itself delivers once more
     */
    public DeliveryNames(ByteBuffer table, Set<Integer> unsettled) {
        this.table = table;
        this.unsettled = new HashSet<>(unsettled);
        this.token = String.format("%016x", table.getLong(TOKEN));
    }

    /** Makes any bytes an empty table. */
    static void begin(ByteBuffer table, long token) {
        forget(table);
        table.putLong(TOKEN, token).putLong(NEXT, 1);
    }

    /** The name of a message that arrived, empty for QoS 0. */
    synchronized String of(Message message) {
        if (message.qos() == Qos.AT_MOST_ONCE) {
            return "";
        }
        int entry = entry(message.packetId());
        int content = content(message);
        boolean ownRepeat = unsettled.remove(message.packetId());
        boolean again = message.duplicate() || ownRepeat;
        return name(isRepeat(entry, content, again) ? table.getLong(entry) : add(entry, content));
    }

    private boolean isRepeat(int entry, int content, boolean again) {
        if (!again || table.getInt(entry + 8) != content) {
            return false;
        }
        return switch (table.getInt(entry + 12)) {
            case OPEN -> true;
            case ACKNOWLEDGED -> table.getLong(NEXT) - table.getLong(entry) <= RECENT;
            default -> false;
        };
    }

    /** A number is used up before an entry has it, and an entry is valid only once it is complete. */
    private long add(int entry, int content) {
        long number = table.getLong(NEXT);
        table.putLong(NEXT, number + 1);
        VarHandle.storeStoreFence();
        table.putInt(entry + 12, NONE);
        VarHandle.storeStoreFence();
        table.putLong(entry, number).putInt(entry + 8, content);
        VarHandle.storeStoreFence();
        table.putInt(entry + 12, OPEN);
        return number;
    }

    /** The broker is about to be told that this message is dealt with; from then on its identifier may mean another one. */
    public synchronized void acknowledging(Arrival arrival) {
        int entry = entry(arrival.messageId());
        boolean open = table.getInt(entry + 12) == OPEN;
        if (open && arrival.qos() > 0 && arrival.delivery().equals(name(table.getLong(entry)))) {
            table.putInt(entry + 12, ACKNOWLEDGED);
        }
    }

    /** The session is gone, and with it what the identifiers meant. */
    synchronized void sessionLost() {
        forget(table);
        unsettled.clear();
    }

    private static void forget(ByteBuffer table) {
        for (int entry = ENTRIES; entry < BYTES; entry += ENTRY) {
            table.putInt(entry + 12, NONE);
        }
    }

    private String name(long number) {
        return token + "-" + number;
    }

    private static int entry(int packetId) {
        return ENTRIES + packetId * ENTRY;
    }

    private static int content(Message message) {
        CRC32 sum = new CRC32();
        sum.update(message.topic().getBytes(UTF_8));
        sum.update(0);
        sum.update(message.payload());
        return (int) sum.getValue();
    }
}
