package org.kafkamqtt.journeys.nodes;

import java.io.IOException;
import java.io.OutputStream;

/** Writes numbered lines as fast as they are taken, until it is told to end. Its own thread writes; any may end it. */
final class NumberedFeed extends Thread {
    private static final int CHUNK = 1 << 17;

    private final NumberedRecord records;
    private final OutputStream out;
    private final long most;
    private volatile boolean ending;
    private volatile long lines;

    /**
     * One that has not begun.
     *
     * @param most lines, as a limit of what the disk has to hold
     */
    NumberedFeed(NumberedRecord records, OutputStream out, long most) {
        super("feed");
        this.records = records;
        this.out = out;
        this.most = most;
        setDaemon(true);
    }

    @Override
    public void run() {
        byte[] chunk = new byte[CHUNK + records.longest()];
        long number = 0;
        try (out) {
            while (!ending && number < most) {
                int end = 0;
                while (end < CHUNK && number < most) {
                    end = records.line(number++, chunk, end);
                }
                out.write(chunk, 0, end);
                lines = number;
            }
        } catch (IOException e) {
            // The tool has ended: what it had read, its summary says.
            return;
        }
    }

    /** Lines that were written whole. */
    long lines() {
        return lines;
    }

    /** Ends the input after the chunk that is being written. */
    void end() {
        ending = true;
    }
}
