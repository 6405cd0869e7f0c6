package org.kafkamqtt.console.terminal;

import java.io.IOException;
import java.lang.reflect.Proxy;

/**
 * What the terminal tells by signals: that it has another size, and that the user wants the process to pause.
 *
 * <p>The JDK has no supported class for them. {@code sun.misc.Signal} is asked by reflection; where it is missing nobody is told,
 * and all else goes on.
 */
final class TerminalSignals {
    private TerminalSignals() {}

    /** Does this whenever the terminal changes its size (SIGWINCH). */
    static void onResize(Runnable deed) {
        handle("WINCH", deed);
    }

    /** Does something before a {@code ^Z} (SIGTSTP) stops the process, and something else when it goes on. */
    static void onPause(Runnable before, Runnable after) {
        handle("TSTP", () -> {
            before.run();
            stop();
            after.run();
        });
    }

    /** Stops this process until it gets SIGCONT; at the latest before the shell that does it has been waited for. */
    private static void stop() {
        try {
            new ProcessBuilder(
                            "sh", "-c", "kill -STOP " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
        } catch (IOException e) {
            // Without a shell there is no job control either.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void handle(String name, Runnable deed) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object told = Proxy.newProxyInstance(
                    TerminalSignals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, words) -> {
                        switch (method.getName()) {
                            case "handle" -> deed.run();
                            case "hashCode" -> {
                                return System.identityHashCode(self);
                            }
                            case "equals" -> {
                                return words != null && self == words[0];
                            }
                            case "toString" -> {
                                return name;
                            }
                            default -> throw new UnsupportedOperationException(method.getName());
                        }
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), told);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // A JDK without the class, or a JVM that keeps the signal for itself.
            return;
        }
    }
}
