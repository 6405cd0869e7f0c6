package org.kafkamqtt.producer.cluster;

import java.util.Optional;
import java.util.function.Consumer;
import org.kafkamqtt.balancer.Balancer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.balancer.Learning;
import org.kafkamqtt.balancer.Ordering;
import org.kafkamqtt.balancer.Partitions;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

/** Lets a balancer decide, for one topic. Not thread-safe; the sending thread owns it. */
final class BalancerChoice implements PartitionChoice {
    private final Balancer balancer;
    private final Partitions partitions;
    private final Consumer<String> doubts;
    private boolean doubted;

    /**
     * @param doubts told once if records have keys whose order the balancer does not keep
     */
    BalancerChoice(Balancer balancer, int partitions, Consumer<String> doubts) {
        this.balancer = balancer;
        this.doubts = doubts;
        this.doubted = balancer.ordering() == Ordering.PER_KEY;
        this.partitions = Partitions.of(partitions);
    }

    @Override
    public int choose(Draft draft) throws BadRecord {
        if (!doubted && draft.hasKey()) {
            doubted = true;
            doubts.accept(Balancers.promise(balancer));
        }
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
    public String reason(Draft draft) {
        return Balancers.promise(balancer, draft);
    }
}
