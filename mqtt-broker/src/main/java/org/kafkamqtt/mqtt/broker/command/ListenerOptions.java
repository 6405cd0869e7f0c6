package org.kafkamqtt.mqtt.broker.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.text.Quantity;
import org.kafkamqtt.mqtt.broker.listen.ListenAddress;
import picocli.CommandLine.Option;

/** Where MQTT clients connect, and what they are allowed, as typed. */
final class ListenerOptions implements OptionSection {
    /** What the length field of a packet can say, and the bytes before its contents. */
    private static final long LARGEST_PACKET = 268_435_455 + 5;

    private static final long SMALLEST_PACKET = 1_024;
    private static final int MOST = 65_535;

    @Override
    public String heading() {
        return "MQTT clients";
    }

    @Option(
            names = "--listener",
            paramLabel = "URL",
            description = "listen for MQTT clients on mqtt://HOST:PORT; port 0: any free one; host *: all addresses of"
                    + " the machine; repeatable (default: mqtt://localhost:1883)")
    List<String> listeners = new ArrayList<>();

    @Option(
            names = "--topic-alias-maximum",
            paramLabel = "N",
            description = "let a client use up to N topic aliases (default: 10)")
    int topicAliasMaximum = 10;

    @Option(
            names = "--max-packet-size",
            paramLabel = "SIZE",
            description = "take packets of up to SIZE from clients, such as 64KiB; less if Kafka's topic takes less"
                    + " (default: 1MiB)")
    String maxPacketSize = "1MiB";

    @Option(
            names = "--receive-maximum",
            paramLabel = "N",
            description = "let a client have up to N messages of QoS 1 and 2 unacknowledged (default: 1000)")
    int receiveMaximum = 1_000;

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "write the addresses to FILE when ready; as lines mqtt=HOST:PORT")
    @Nullable
    Path readyFile;

    static OptionRules rules() {
        return OptionRules.of()
                .always(
                        "--listener",
                        "--topic-alias-maximum",
                        "--max-packet-size",
                        "--receive-maximum",
                        "--ready-file");
    }

    /** @throws Failure status 2 if one of them makes no sense */
    List<ListenAddress> addresses() {
        return ListenerUrl.addresses(listeners.isEmpty() ? List.of("mqtt://localhost:1883") : listeners);
    }

    int topicAliasMaximum() {
        return between("--topic-alias-maximum", topicAliasMaximum, 0);
    }

    int receiveMaximum() {
        return between("--receive-maximum", receiveMaximum, 1);
    }

    long maxPacketSize() {
        long bytes = Quantity.bytes(maxPacketSize);
        if (bytes < SMALLEST_PACKET || bytes > LARGEST_PACKET) {
            throw Failure.usage("--max-packet-size " + maxPacketSize + " is not between 1KiB and 256MiB");
        }
        return bytes;
    }

    private static int between(String option, int typed, int least) {
        if (typed < least || typed > MOST) {
            throw Failure.usage(option + " " + typed + " is not between " + least + " and " + MOST);
        }
        return typed;
    }
}
