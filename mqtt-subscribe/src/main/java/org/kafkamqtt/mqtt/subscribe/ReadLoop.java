package org.kafkamqtt.mqtt.subscribe;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.mqtt.subscribe.receive.Arrival;
import org.kafkamqtt.mqtt.subscribe.receive.Intake;
import org.kafkamqtt.mqtt.subscribe.receive.Reception;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;

/**
 * The loop that takes messages out of the intake to the outlet until the run is over.
 *
 * <p>Not thread-safe; the writing thread owns it.
 */
final class ReadLoop {
    private static final int BATCH = 512;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Settings settings;
    private final Reception reception;
    private final Intake<Arrival> intake;
    private final Outlet outlet;
    private final Sink sink;
    private final Stop stop;
    private final EverySecond everySecond;
    private final LongSupplier nanoTime;
    private final long start;
    private long lastMessage;
    private long lastTick;

    /** Work that is due about every second, whether messages come or not. */
    interface EverySecond {
        void tick(long now) throws IOException;
    }

    /** Begins the time of the run. */
    ReadLoop(Settings settings, Flow flow, Stop stop, EverySecond everySecond, LongSupplier nanoTime) {
        this.settings = settings;
        this.reception = flow.reception();
        this.intake = flow.intake();
        this.outlet = flow.outlet();
        this.sink = flow.sink();
        this.stop = stop;
        this.everySecond = everySecond;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastMessage = start;
        this.lastTick = start;
    }

    /** Nanoseconds since the run began. */
    long sinceStart() {
        return nanoTime.getAsLong() - start;
    }

    /** Nanoseconds since the last message, or since the loop began. */
    long sinceLastMessage() {
        return nanoTime.getAsLong() - lastMessage;
    }

    /** Reads until the run is over, then gives the reader of the output time as long as that is useful. */
    void run() throws IOException, InterruptedException {
        lastMessage = nanoTime.getAsLong();
        while (!isOver()) {
            long now = nanoTime.getAsLong();
            long patience = settings.ending().patience(now - start, now - lastMessage, untilTick(now));
            if (outlet.held() > 0) {
                intake.pause(Math.min(patience, sink.untilLook()));
            } else {
                intake.take(outlet.batch(), BATCH, Math.min(patience, sink.untilLook()));
            }
            work();
            tick();
        }
        if (stop.requested()) {
            writeRest();
        }
        awaitReader();
    }

    private boolean isOver() {
        long now = nanoTime.getAsLong();
        return settings.subscriptions().isEmpty()
                || settings.ending().afterSubscribing()
                || outlet.enough()
                || stop.requested()
                || (intake.size() + outlet.held() == 0 && nothingMoreComes(now))
                || isInVain()
                || settings.ending().timeIsUp(now - start);
    }

    /** Without a connection nothing can be acknowledged: messages that wait for a command whose window is full come again. */
    private boolean isInVain() {
        return reception.end().isPresent() && !sink.takesRest() && settings.comesAgain();
    }

    private boolean nothingMoreComes(long now) {
        return reception.end().isPresent() || settings.ending().idle(now - lastMessage);
    }

    /** Writes what had arrived before the signal, too. */
    private void writeRest() throws IOException, InterruptedException {
        intake.close();
        while (!outlet.enough() && (outlet.held() > 0 || intake.take(outlet.batch(), BATCH, 0) > 0)) {
            work();
            if (outlet.held() > 0) {
                if (!sink.takesRest()) {
                    return;
                }
                intake.pause(sink.untilLook());
            }
        }
    }

    /** Deals with what there is; a message that waits for room does not count as idle time. */
    private void work() throws IOException, InterruptedException {
        if (outlet.held() > 0) {
            lastMessage = nanoTime.getAsLong();
        }
        outlet.work();
    }

    /** In a kept session, what the reader has not taken by the end comes again, so it is given time. */
    private void awaitReader() throws IOException, InterruptedException {
        sink.finish(settings.keepsSession() && reception.end().isEmpty());
        while (sink.mayStillTake()) {
            intake.pause(Math.min(sink.untilLook(), untilTick(nanoTime.getAsLong())));
            outlet.settleTaken();
            tick();
        }
    }

    private long untilTick(long now) {
        return Math.max(0, SECOND - (now - lastTick));
    }

    private void tick() throws IOException {
        long now = nanoTime.getAsLong();
        if (now - lastTick >= SECOND) {
            lastTick = now;
            everySecond.tick(now);
        }
    }
}
