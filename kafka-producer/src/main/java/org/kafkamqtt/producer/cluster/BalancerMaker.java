package org.kafkamqtt.producer.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.Balancers;

/** Makes a balancer of one name for each topic, and sums up what all of them met. The sending thread owns it. */
public final class BalancerMaker implements PartitionChoice.Maker {
    private final Balancers balancers;
    private final String name;
    private final Map<String, String> options;
    private final Consumer<String> say;
    private final List<Balancer> made = new ArrayList<>();
    private boolean doubted;

    /**
     * A maker of a balancer that exists, see {@link BalancerPlan}.
     *
     * @param say told once if keys are sent whose order the balancer does not keep
     */
    public BalancerMaker(Balancers balancers, String name, Map<String, String> options, Consumer<String> say) {
        this.balancers = balancers;
        this.name = name;
        this.options = options;
        this.say = say;
    }

    @Override
    public PartitionChoice of(String topic, int partitions) {
        Balancer balancer = balancers.create(name, options);
        made.add(balancer);
        return new BalancerChoice(balancer, partitions, this::doubt);
    }

    private void doubt(String promise) {
        if (!doubted) {
            doubted = true;
            say.accept("warning: records have keys, but --balancer " + name + " does not keep the order of a key: "
                    + promise);
        }
    }

    @Override
    public Optional<String> remark() {
        long lacking = made.stream()
                .mapToLong(balancer -> Balancers.lacking(balancer).orElse(0))
                .sum();
        return lacking == 0
                ? Optional.empty()
                : Optional.of("warning: " + (lacking == 1 ? "1 record had " : lacking + " records had ")
                        + Balancers.absence(made.get(0)) + ": --balancer " + name + " placed "
                        + (lacking == 1 ? "it like a record" : "them like records") + " without a key");
    }
}
