package org.kafkamqtt.producer;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.ExitStatus;
import org.kafkamqtt.console.Failure;
import org.kafkamqtt.kafka.KafkaSettings;

/** One run of the tool, from checked options to the exit status. */
final class Run {
    private final ProducerOptions options;
    private final KafkaSettings settings;
    private final Console console;

    Run(ProducerOptions options, KafkaSettings settings, Console console) {
        this.options = options;
        this.settings = settings;
        this.console = console;
    }

    ExitStatus run() {
        String topic = options.chosenTopic();
        RecordDefaults defaults = options.records.defaults(topic, options.balancing.balancer == null);
        PartitionChoice.Maker choices = options.balancing.choices();
        ErrorPolicy policy = ErrorPolicy.of(options.delivery.onError);
        try (Source source = options.report.tee ? new Tee(source(), console.out()) : source();
                Complaints complaints = new Complaints(console, policy.file())) {
            complaints.open();
            return connected(topic, choices, defaults, policy, source, complaints);
        } catch (IOException e) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, "cannot close: " + e.getMessage(), e);
        }
    }

    private Source source() {
        List<String> whole = options.wholeFiles();
        byte[] delimiter = whole.isEmpty() ? options.input.delimiterBytes() : new byte[0];
        List<String> lines = options.input.lineFiles;
        if (!whole.isEmpty() && !lines.isEmpty()) {
            throw Failure.usage("-l reads lines and '" + whole.get(0) + "' is one record: give one or the other");
        }
        List<String> names = !whole.isEmpty() ? whole : lines.isEmpty() ? List.of("-") : lines;
        return new Pieces(new Inputs(names, console.in()), delimiter, options.input.parser());
    }

    private ExitStatus connected(
            String topic,
            PartitionChoice.Maker choices,
            RecordDefaults defaults,
            ErrorPolicy policy,
            Source source,
            Complaints complaints) {
        try (Connection connection = Connection.open(settings, console)) {
            Topics topics = topics(connection.producer(), choices, topic, defaults);
            Ledger ledger = new Ledger(complaints, policy, new FailureWords(settings.bootstrap()), watchers());
            int largest = Integer.parseInt(settings.value("max.request.size").orElse("1048576"));
            Outlet outlet = new KafkaOutlet(connection.producer(), topics, ledger, largest, false);
            long begun = System.nanoTime();
            new Pump(source, defaults, outlet, ledger, console.stop()).run();
            connection.settle(console.stop());
            return told(Summary.of(ledger, System.nanoTime() - begun), complaints);
        }
    }

    private Topics topics(
            Producer<byte[], byte[]> producer, PartitionChoice.Maker choices, String topic, RecordDefaults defaults) {
        Topics topics = new Topics(producer, settings, choices);
        if (!topic.isEmpty()) {
            if (options.delivery.create != null) {
                TopicCreation.parse(options.delivery.create).createIfMissing(settings, topic);
            }
            topics.require(topic).check(defaults.partition());
        }
        return topics;
    }

    private static Watchers watchers() {
        return new Watchers() {
            @Override
            public void acknowledged(Sent sent, RecordMetadata metadata) {}

            @Override
            public void failed(Sent sent) {}
        };
    }

    private ExitStatus told(Summary summary, Complaints complaints) {
        complaints.drain();
        ExitStatus status = summary.status(complaints.general());
        boolean notable = status != ExitStatus.OK || console.stop().requested();
        String line = options.report.line(summary, notable, options.connection.quiet());
        if (options.report.json()) {
            console.err().println(line);
        } else if (!line.isEmpty()) {
            console.say(line);
        }
        return status;
    }
}
