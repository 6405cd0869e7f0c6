package org.kafkamqtt.kafka.options;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ToolCommand;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.kafka.KafkaFailure;
import org.kafkamqtt.kafka.KafkaSettings;

/**
 * A command that works with a Kafka cluster: from the options of its connection to a run with the settings made of them, or
 * to a look at those settings.
 *
 * <p>Not thread-safe; the main thread owns it.
 */
public abstract class KafkaCommand implements ToolCommand {
    private String bootstrap = "";

    /** The options of the connection: a mixin of the command's own, so that it has its place in the help. */
    protected abstract ConnectionOptions connection();

    /**
     * The client's settings as typed, checked.
     *
     * @throws Failure status 2 if it makes no sense
     */
    protected abstract KafkaSettings settings(Console console);

    /** Does what was asked for. */
    protected abstract ExitStatus run(KafkaSettings settings, Console console) throws Exception;

    @Override
    public ExitStatus run(Console console) throws Exception {
        KafkaSettings settings = settings(console);
        bootstrap = settings.bootstrap();
        if (connection().showConfig()) {
            console.out().write(settings.show().getBytes(StandardCharsets.UTF_8));
            return ExitStatus.OK;
        }
        return run(settings, console);
    }

    /** The brokers that the run was given, for messages; empty before {@link #run(KafkaSettings, Console)}. */
    protected final String bootstrap() {
        return bootstrap;
    }

    @Override
    public List<String> lookUp(String kind, Console console, String... typed) throws Exception {
        return LookUp.of(kind, console, typed);
    }

    @Override
    public int verbosity() {
        return connection().verbosity();
    }

    @Override
    public Failure explain(Throwable cause) {
        return KafkaFailure.explain(cause, bootstrap);
    }

    @Override
    public String client() {
        return "kafka-clients " + AppInfoParser.getVersion();
    }
}
