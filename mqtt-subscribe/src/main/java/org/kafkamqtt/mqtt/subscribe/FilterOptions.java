package org.kafkamqtt.mqtt.subscribe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.mqtt.Subscription;
import org.kafkamqtt.mqtt.Words;
import org.kafkamqtt.mqtt.protocol.Qos;
import org.kafkamqtt.mqtt.protocol.TopicFilter;
import picocli.CommandLine.Option;

/** What is subscribed to, and what of it is wanted. */
final class FilterOptions implements OptionSection {
    private static final int ALWAYS = 0;
    private static final int NEW = 1;
    private static final int NEVER = 2;

    static final OptionRules RULES = OptionRules.of()
            .always("-t", "--topic-qos", "-U", "-R", "--retained-only", "--remove-retained", "--random-filter")
            .always("--allow-refused")
            .needs("--no-local", "-t", "--topic-qos", "-L")
            .needs("--retain-as-published", "-t", "--topic-qos", "-L")
            .needs("--retain-handling", "-t", "--topic-qos", "-L")
            .needs("-q", "-t", "-L")
            .needs("-T", "-t", "--topic-qos", "-L")
            .excludes("-R", "--retained-only", "--remove-retained");

    @Override
    public String heading() {
        return "Topics";
    }

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "FILTER",
            description = "subscribe to this topic filter; + matches one level, a final # all further levels;"
                    + " $share/GROUP/FILTER shares the messages with the other members of the group; repeatable")
    List<String> topics = new ArrayList<>();

    @Option(
            names = {"-q", "--qos"},
            paramLabel = "0|1|2",
            description =
                    "subscribe with this QoS; given once for all filters, or once per -t in the same order (default:"
                            + " 0)")
    List<String> qos = new ArrayList<>();

    @Option(
            names = "--topic-qos",
            paramLabel = "FILTER:QOS",
            description = "subscribe to FILTER with this QoS; the last colon separates them; repeatable")
    List<String> topicsWithQos = new ArrayList<>();

    @Option(
            names = {"-T", "--filter-out"},
            paramLabel = "FILTER",
            description = "leave out messages of these topics; repeatable")
    List<String> leftOut = new ArrayList<>();

    @Option(
            names = {"-U", "--unsubscribe"},
            paramLabel = "FILTER",
            description = "unsubscribe the kept session from FILTER; done first, and without -t nothing else is done;"
                    + " repeatable")
    List<String> unsubscribe = new ArrayList<>();

    @Option(names = "-R", description = "do not write retained messages")
    boolean noRetained;

    @Option(
            names = "--retained-only",
            description = "write only retained messages; exits at the first other one, or after --idle")
    boolean retainedOnly;

    @Option(
            names = "--remove-retained",
            description = "delete the retained messages it writes; from the broker, except those that -T leaves out")
    boolean removeRetained;

    @Option(names = "--random-filter", paramLabel = "PERCENT", description = "write a random PERCENT of the messages")
    double percent = 100;

    @Option(names = "--allow-refused", description = "continue if some subscriptions are refused")
    boolean allowRefused;

    @Option(names = "--no-local", description = "leave out what this client publishes itself; with -V 5")
    boolean noLocal;

    @Option(
            names = "--retain-as-published",
            description = "have live messages keep the retain flag they were published with; with -V 5")
    boolean retainAsPublished;

    @Option(
            names = "--retain-handling",
            paramLabel = "always|new|never",
            description =
                    "have the broker send retained messages at each subscription, at new ones only, or never; with"
                            + " -V 5 (default: always; with -R: never)")
    @Nullable
    String retainHandling;

    /** The first of the options that only MQTT 5 has that was typed. */
    Optional<String> five() {
        return Stream.of(
                        noLocal ? "--no-local" : null,
                        retainAsPublished ? "--retain-as-published" : null,
                        retainHandling == null ? null : "--retain-handling")
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /**
     * All that is subscribed to, in order; the topic of a URL first.
     *
     * @param five whether MQTT 5 is spoken
     */
    List<Subscription> subscriptions(Optional<String> urlTopic, boolean five) {
        List<String> filters = new ArrayList<>();
        urlTopic.ifPresent(filters::add);
        filters.addAll(topics);
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            subscriptions.add(subscription(filters.get(i), qos(i, filters.size()), five));
        }
        topicsWithQos.forEach(text -> subscriptions.add(withQos(text, five)));
        return subscriptions;
    }

    private Subscription subscription(String text, Qos qos, boolean five) {
        TopicFilter filter = Words.topicFilter(text);
        if (noLocal && text.startsWith("$share/")) {
            throw Failure.usage("--no-local does not go with the shared subscription '" + text + "'");
        }
        return five
                ? new Subscription(filter, qos, noLocal, retainAsPublished, retainHandling())
                : new Subscription(filter, qos);
    }

    private int retainHandling() {
        if (retainHandling == null) {
            return noRetained ? NEVER : ALWAYS;
        }
        int handling =
                switch (retainHandling) {
                    case "always" -> ALWAYS;
                    case "new" -> NEW;
                    case "never" -> NEVER;
                    default ->
                        throw Failure.usage(
                                "unknown --retain-handling '" + retainHandling + "': use always, new or never");
                };
        if (handling == NEVER && retainedOnly) {
            throw Failure.usage("--retained-only gets nothing with --retain-handling never");
        }
        return handling;
    }

    private Qos qos(int filter, int filters) {
        if (qos.isEmpty()) {
            return Qos.AT_MOST_ONCE;
        }
        if (qos.size() > 1 && qos.size() != filters) {
            throw Failure.usage(
                    qos.size() + " -q for " + filters + " topic filters: give one for all, or one for each");
        }
        return Words.qos(qos.size() == 1 ? qos.get(0) : qos.get(filter));
    }

    private Subscription withQos(String text, boolean five) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw Failure.usage("--topic-qos '" + text + "' is not FILTER:QOS, such as home/#:1");
        }
        return subscription(text.substring(0, colon), Words.qos(text.substring(colon + 1)), five);
    }

    /** What to unsubscribe from. */
    List<TopicFilter> unsubscriptions() {
        return unsubscribe.stream().map(Words::topicFilter).toList();
    }

    Selection selection() {
        if (!(percent >= 0 && percent <= 100)) {
            throw Failure.usage("--random-filter " + percent + " is not between 0 and 100 percent");
        }
        Selection.Age age = noRetained ? Selection.Age.LIVE : retainedOnly ? Selection.Age.RETAINED : Selection.Age.ANY;
        RandomGenerator chance = new SplittableRandom();
        return new Selection(age, leftOut.stream().map(Words::topicFilter).toList(), percent, chance);
    }
}
