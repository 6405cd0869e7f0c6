package org.kafkamqtt.producer.ledger;

import java.util.ArrayDeque;

/** Notes that are used again. Thread-safe by its own lock. */
public final class NotesPool {
    private static final int MOST = 64;

    private final ArrayDeque<Notes> free = new ArrayDeque<>();

    /** Notes of nothing. */
    public synchronized Notes take() {
        Notes notes = free.poll();
        return notes == null ? new Notes() : notes;
    }

    void giveBack(Notes notes) {
        notes.clear();
        synchronized (this) {
            if (free.size() < MOST) {
                free.push(notes);
            }
        }
    }
}
