package org.kafkamqtt.mqtt.broker.session;

import java.util.Arrays;

/**
 * The packet identifiers that are in use towards a client, each with what is awaited for it. Takes no memory as long as there are
 * none. Not thread-safe; the session owns it.
 */
final class Flight {
    /** What is awaited for an identifier that is not in use. */
    static final byte NOTHING = 0;

    static final byte PUBACK = 1;
    static final byte PUBREC = 2;
    static final byte PUBCOMP = 3;

    private static final int ALL_IDENTIFIERS = 65_535;
    private static final int FIRST = 16;
    /** Larger ones are given back when none is in use. */
    private static final int KEPT = 256;

    private static final char[] NO_IDENTIFIERS = {};
    private static final byte[] NONE_AWAITED = {};

    /** Where an identifier may be: at the rest of it by the size, which is a power of two and at least twice what is in use. */
    private char[] identifiers = NO_IDENTIFIERS;

    private byte[] awaited = NONE_AWAITED;
    private int count;
    private int last;

    /** Takes an identifier that is not in use: the one after the last, or the next that has its place free. */
    int take(byte awaits) {
        if (identifiers.length < 2 * (count + 1)) {
            grow();
        }
        int next = last;
        do {
            next = next == ALL_IDENTIFIERS ? 1 : next + 1;
        } while (awaited[place(next)] != NOTHING);
        last = next;
        identifiers[place(next)] = (char) next;
        awaited[place(next)] = awaits;
        count++;
        return next;
    }

    private int place(int identifier) {
        return identifier & identifiers.length - 1;
    }

    private void grow() {
        char[] formerIdentifiers = identifiers;
        byte[] formerAwaited = awaited;
        int size = Math.max(FIRST, 2 * formerIdentifiers.length);
        identifiers = new char[size];
        awaited = new byte[size];
        for (int i = 0; i < formerIdentifiers.length; i++) {
            if (formerAwaited[i] != NOTHING) {
                // Two that had different places by fewer bits have different places by more.
                identifiers[place(formerIdentifiers[i])] = formerIdentifiers[i];
                awaited[place(formerIdentifiers[i])] = formerAwaited[i];
            }
        }
    }

    /** What is awaited for an identifier. */
    byte awaits(int identifier) {
        return count > 0 && identifiers[place(identifier)] == identifier ? awaited[place(identifier)] : NOTHING;
    }

    /** Something else is awaited for an identifier that is in use. */
    void await(int identifier, byte next) {
        awaited[place(identifier)] = next;
    }

    /** An identifier that was in use is free again. */
    void free(int identifier) {
        awaited[place(identifier)] = NOTHING;
        if (--count == 0 && identifiers.length > KEPT) {
            identifiers = NO_IDENTIFIERS;
            awaited = NONE_AWAITED;
        }
    }

    /** How many are in use. */
    int count() {
        return count;
    }

    @Override
    public String toString() {
        return count + " in use of " + Arrays.toString(awaited);
    }
}
