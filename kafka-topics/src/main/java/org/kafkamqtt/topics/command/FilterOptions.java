package org.kafkamqtt.topics.command;

import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.topics.plan.Filter;
import picocli.CommandLine.Option;

/** Which partitions are shown, as typed. */
final class FilterOptions implements OptionSection {
    @Override
    public String heading() {
        return "Filters";
    }

    @Option(
            names = "--under-replicated-partitions",
            description = "show partitions with a copy that lags or is missing")
    boolean underReplicated;

    @Option(names = "--unavailable-partitions", description = "show partitions without a leader that is alive")
    boolean unavailable;

    @Option(
            names = "--under-min-isr-partitions",
            description = "show partitions with too few copies in sync; fewer than min.insync.replicas")
    boolean underMinimum;

    @Option(
            names = "--at-min-isr-partitions",
            description = "show partitions with just enough copies in sync; as many as min.insync.replicas")
    boolean atMinimum;

    @Option(
            names = "--topics-with-overrides",
            description = "show topics with settings of their own; without their partitions")
    boolean overrides;

    Filter filter() {
        return new Filter(underReplicated, unavailable, underMinimum, atMinimum, overrides);
    }

    static OptionRules rules() {
        return OptionRules.of()
                .always(
                        "--under-replicated-partitions",
                        "--unavailable-partitions",
                        "--under-min-isr-partitions",
                        "--at-min-isr-partitions",
                        "--topics-with-overrides")
                .excludes(
                        "--topics-with-overrides",
                        "--under-replicated-partitions",
                        "--unavailable-partitions",
                        "--under-min-isr-partitions",
                        "--at-min-isr-partitions");
    }
}
