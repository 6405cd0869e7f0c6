package org.kafkamqtt.consumer.view;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.terminal.LiveArea;
import org.kafkamqtt.console.terminal.Terminal;
import org.kafkamqtt.console.terminal.TerminalSize;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Seconds;
import org.kafkamqtt.consumer.group.GroupLag;
import org.kafkamqtt.consumer.group.LagScreen;
import org.kafkamqtt.consumer.group.Trend;

/**
 * Looks at the lag again and again, until it is small enough, time is up, or the user stops it. The main thread owns it.
 *
 * <p>Brokers that do not answer are asked again for two minutes.
 */
final class LagWatch {
    private static final Duration WINDOW = Duration.ofSeconds(15);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Console console;
    private final Duration interval;
    private final @Nullable Duration limit;
    private final boolean json;
    private final boolean quiet;
    private final Trend trend = new Trend(WINDOW);
    private @Nullable LagScreen last;

    /**
     * A watch.
     *
     * @param interval between two looks
     * @param limit after which it ends; null for never
     */
    LagWatch(Console console, Duration interval, @Nullable Duration limit, boolean json, boolean quiet) {
        this.console = console;
        this.interval = interval;
        this.limit = limit;
        this.json = json;
        this.quiet = quiet;
    }

    /** One look at the cluster. */
    interface Look {
        List<GroupLag> lags() throws ExecutionException, InterruptedException;
    }

    /** Whether a look is the last one. */
    interface Goal {
        boolean reached(List<GroupLag> lags);
    }

    /**
     * Watches.
     *
     * @param goal what ends the watch; empty for nothing
     */
    ExitStatus run(Look look, Optional<Goal> goal) throws ExecutionException, InterruptedException, IOException {
        long begun = System.nanoTime();
        long answered = begun;
        boolean lost = false;
        try {
            while (true) {
                try {
                    List<GroupLag> lags = look.lags();
                    answered = System.nanoTime();
                    lost = said(false, lost);
                    show(lags, answered);
                    if (goal.filter(each -> each.reached(lags)).isPresent()) {
                        return ExitStatus.OK;
                    }
                } catch (ExecutionException e) {
                    if (!passing(e) || System.nanoTime() - answered > PATIENCE_NANOS) {
                        throw e;
                    }
                    lost = said(true, lost);
                }
                Duration over = limit;
                long passed = System.nanoTime() - begun;
                if (over != null && passed >= over.toNanos()) {
                    return late(over, goal.isPresent());
                }
                long pause = over == null ? interval.toNanos() : Math.min(interval.toNanos(), over.toNanos() - passed);
                if (console.stop().await(pause, TimeUnit.NANOSECONDS)) {
                    return ExitStatus.OK;
                }
            }
        } finally {
            leaveLast();
        }
    }

    private ExitStatus late(Duration over, boolean failed) {
        if (failed) {
            console.say("the lag was still above --max after " + Seconds.orMillis(over));
        }
        return failed ? ExitStatus.TIMED_OUT : ExitStatus.OK;
    }

    /** Kafka's client may wrap what was the matter. */
    private static boolean passing(ExecutionException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    /** Says it once when brokers are lost, and once when they are back. */
    private boolean said(boolean lost, boolean before) {
        if (lost != before && !quiet) {
            console.say(lost ? "the brokers do not answer; asking them again" : "the brokers answer again");
        }
        return lost;
    }

    private boolean people() {
        return !json && Terminal.isStandardOutput();
    }

    private void show(List<GroupLag> lags, long nanos) throws IOException {
        trend.see(nanos, lags);
        Map<String, String> environment = console.environment();
        LagScreen screen = new LagScreen(lags, trend, people() && Terminal.colours(true, environment));
        Bytes out = new Bytes();
        if (people() && console.live().draws()) {
            last = screen;
            console.live().show(LiveArea.Place.TABLE, screen::lines);
            return;
        }
        if (json) {
            screen.addJson(out, System.currentTimeMillis());
        } else if (people()) {
            add(out, screen);
            out.add("\n");
        } else {
            screen.addFields(out, System.currentTimeMillis());
        }
        out.writeTo(console.out());
    }

    /** What was redrawn in place so far stays on the terminal. */
    private void leaveLast() throws IOException {
        LagScreen screen = last;
        if (screen != null) {
            console.live().remove(LiveArea.Place.TABLE);
            Bytes out = new Bytes();
            add(out, screen);
            out.writeTo(console.out());
        }
    }

    private void add(Bytes out, LagScreen screen) {
        int width = TerminalSize.ofStandardOutput(console.environment()).width();
        screen.lines(width, Integer.MAX_VALUE).forEach(line -> out.add(line).add("\n"));
    }
}
