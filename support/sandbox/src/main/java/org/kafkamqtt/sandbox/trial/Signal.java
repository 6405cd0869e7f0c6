package org.kafkamqtt.sandbox.trial;

import java.util.List;

/** Signals to processes, by name. */
public final class Signal {
    private Signal() {}

    /** Sends {@code INT}, {@code TERM}, {@code KILL}, {@code STOP} or another one. */
    public static void send(String name, long pid) {
        try (Child kill = Child.program(List.of("kill", "-" + name, Long.toString(pid)))) {
            kill.ended(10);
        }
    }
}
