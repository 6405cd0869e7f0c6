package org.kafkamqtt.producer;

import java.util.Optional;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.balancer.Partitions;

/** Lets a balancer decide, for one topic. */
final class BalancerChoice implements PartitionChoice {
    private final Balancer balancer;
    private final Partitions partitions;

    BalancerChoice(Balancer balancer, int partitions) {
        this.balancer = balancer;
        this.partitions = Partitions.of(partitions);
    }

    @Override
    public int choose(Draft draft) throws BadRecord {
        try {
            return balancer.choose(draft, partitions);
        } catch (BalancerException e) {
            throw new BadRecord(e.sentence());
        }
    }

    @Override
    public Optional<Learning> learning() {
        return balancer instanceof Learning learning && Balancers.learns(balancer)
                ? Optional.of(learning)
                : Optional.empty();
    }

    @Override
    public String reason() {
        return balancer.ordering().promise();
    }
}
