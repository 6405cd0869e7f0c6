package org.kafkamqtt.mqtt.publish.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/** Things to do at a time of their own, on a thread that is only there if there are any. Used once. */
public final class Clock implements AutoCloseable {
    private record Alarm(Duration after, Duration each, Runnable action) {}

    private final List<Alarm> alarms = new ArrayList<>();
    private final List<Timer> running = new ArrayList<>();

    public void after(Duration time, Runnable action) {
        alarms.add(new Alarm(time, Duration.ZERO, action));
    }

    public void each(Duration time, Runnable action) {
        alarms.add(new Alarm(time, time, action));
    }

    public void start() {
        if (alarms.isEmpty()) {
            return;
        }
        Timer timer = new Timer("clock", true);
        running.add(timer);
        for (Alarm alarm : alarms) {
            TimerTask task = task(alarm.action());
            if (alarm.each().isZero()) {
                timer.schedule(task, alarm.after().toMillis());
            } else {
                timer.scheduleAtFixedRate(
                        task, alarm.after().toMillis(), alarm.each().toMillis());
            }
        }
    }

    private static TimerTask task(Runnable action) {
        return new TimerTask() {
            @Override
            public void run() {
                action.run();
            }
        };
    }

    @Override
    public void close() {
        running.forEach(Timer::cancel);
    }
}
