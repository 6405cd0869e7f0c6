package org.kafkamqtt.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.ReadyFile;
import org.kafkamqtt.console.terminal.Terminal;

/**
 * Reports on Kafka nodes, on standard output and in the ready file, and the orders to them, from standard input.
 *
 * <p>Thread-safe: each node reports on a thread of its own.
 */
final class NodeOrders {
    private final KafkaNodes nodes;
    private final Console console;
    private final String addresses;
    private final Optional<ReadyFile> ready;

    NodeOrders(KafkaNodes nodes, Console console, String addresses, Optional<ReadyFile> ready) {
        this.nodes = nodes;
        this.console = console;
        this.addresses = addresses;
        this.ready = ready;
    }

    /** Reports all nodes now and each change later, and follows orders from now on. */
    synchronized void begin() throws IOException {
        nodes.onChange(this::changed);
        tell(addresses + nodes.lines());
        if (!Terminal.isStandardInput() || inForeground(stat())) {
            Thread thread = new Thread(this::follow, "orders");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void tell(String lines) throws IOException {
        console.out().write(lines.getBytes(StandardCharsets.UTF_8));
        ready.ifPresent(file -> file.write(addresses + nodes.lines()));
    }

    private synchronized void changed(String line) {
        try {
            tell(line + "\n");
        } catch (IOException e) {
            // Who read the addresses need not read on.
            return;
        } catch (Failure e) {
            console.say(e.sentence());
        }
    }

    private void follow() {
        BufferedReader in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank()) {
                    obey(line);
                }
            }
        } catch (IOException e) {
            // A closed standard input gives no orders.
            return;
        }
    }

    private void obey(String line) {
        try {
            nodes.obey(NodeOrder.of(line, nodes.count())).ifPresent(console::say);
        } catch (IllegalArgumentException e) {
            console.say(String.valueOf(e.getMessage()));
        }
    }

    private static String stat() {
        try {
            return Files.readString(Path.of("/proc/self/stat"));
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Whether the terminal's input is for this process: reading it from the background would suspend the job.
     *
     * @param stat as {@code proc(5)} has it: after the name in parentheses state, parent, process group, session, terminal and
     *     the process group in its foreground; anything else is taken for the foreground
     */
    static boolean inForeground(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length < 6 || fields[2].equals(fields[5]);
    }
}
