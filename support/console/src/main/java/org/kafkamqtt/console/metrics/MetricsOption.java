package org.kafkamqtt.console.metrics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.failure.Failure;
import picocli.CommandLine.Option;

/** {@code --metrics} as typed: a picocli mixin of the tools that may run for long. */
public final class MetricsOption {
    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            description =
                    "serve metrics for Prometheus at PORT; under /metrics, with the state of the run under /health;"
                            + " 0 chooses a free port and prints it (default: HOST 127.0.0.1)")
    @Nullable
    String metrics;

    /**
     * Where to serve them, if they are wanted.
     *
     * @throws Failure status 2 if that is not an address
     */
    public Optional<MetricsAddress> address() {
        return Optional.ofNullable(metrics).map(MetricsAddress::parse);
    }
}
