package org.kafkamqtt.console.metrics;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Alarms;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.Version;
import org.kafkamqtt.console.failure.Failure;

/**
 * Shows a run to Prometheus and to health checks for as long as it is open: nothing, unless that was asked for.
 *
 * <p>It listens before the run has begun, so that a port in use costs nothing, and is told of the run later. What the run is like
 * is looked up when somebody asks, and every second to notice a standstill. Thread-safe.
 */
public final class Monitor implements AutoCloseable {
    private final Optional<Watch> watch;

    private Monitor(Optional<Watch> watch) {
        this.watch = watch;
    }

    /**
     * Begins to listen.
     *
     * @param address empty to do nothing
     * @throws Failure if nothing can listen there
     */
    public static Monitor open(Optional<MetricsAddress> address, Console console) {
        return new Monitor(address.map(at -> new Watch(at, console)));
    }

    /** The run has begun: it is shown from now on. */
    public void show(Vitals run) {
        watch.ifPresent(each -> each.show(run));
    }

    @Override
    public void close() {
        watch.ifPresent(Watch::close);
    }

    /** The serving of one run. */
    private static final class Watch implements MetricsServer.Pages {
        private static final Duration LOOK = Duration.ofSeconds(1);

        private final String tool;
        private final Health health = new Health();
        private final long begun = System.currentTimeMillis();
        private final Alarms alarms = new Alarms();
        private final MetricsServer server;
        private volatile @Nullable Vitals shown;

        Watch(MetricsAddress address, Console console) {
            this.tool = console.name();
            this.server = MetricsServer.open(address, tool, this);
            if (address.port() == 0) {
                console.say("serving metrics at http://" + address.at(server.port()) + "/metrics");
            }
        }

        void show(Vitals run) {
            shown = run;
            look();
            alarms.each(LOOK, this::look);
        }

        private void look() {
            Vitals run = shown;
            if (run != null) {
                Pulse pulse = run.pulse();
                synchronized (health) {
                    health.note(pulse, System.nanoTime(), System.currentTimeMillis());
                }
            }
        }

        @Override
        public Optional<String> obstacle() {
            look();
            synchronized (health) {
                return health.obstacle(System.nanoTime());
            }
        }

        @Override
        public Exposition metrics(String accept) {
            Exposition all = new Exposition(tool, accept);
            all.build(Version.of(tool));
            all.moment("start_timestamp_seconds", "When the run began, in seconds since 1970", begun);
            Vitals run = shown;
            if (run != null) {
                run.tell(all);
            }
            look();
            synchronized (health) {
                health.tell(all, System.nanoTime());
            }
            return all;
        }

        void close() {
            alarms.close();
            server.close();
        }
    }
}
