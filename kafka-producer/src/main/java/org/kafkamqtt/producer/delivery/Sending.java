package org.kafkamqtt.producer.delivery;

import java.util.Optional;
import org.kafkamqtt.console.Stop;
import org.kafkamqtt.console.generate.Pace;
import org.kafkamqtt.producer.cluster.BalancerPlan;
import org.kafkamqtt.producer.ledger.Followers;
import org.kafkamqtt.producer.ledger.Ledger;
import org.kafkamqtt.producer.outlet.AppendOutlet;
import org.kafkamqtt.producer.outlet.AppenderConnection;
import org.kafkamqtt.producer.outlet.DryOutlet;
import org.kafkamqtt.producer.outlet.KafkaOutlet;
import org.kafkamqtt.producer.outlet.Outlet;
import org.kafkamqtt.producer.outlet.PacedOutlet;
import org.kafkamqtt.producer.outlet.SyncOutlet;

/** What is done with a complete record. */
public sealed interface Sending {
    /** The outlet that does it. */
    Outlet outlet(Parts parts, Ledger ledger, Followers followers);

    /** It is written to standard output, with the partition it would go to and the reason. */
    record Nowhere() implements Sending {
        @Override
        public Outlet outlet(Parts parts, Ledger ledger, Followers followers) {
            String balancer =
                    parts.settings().balancer().map(BalancerPlan::name).orElse("");
            return new DryOutlet(
                    parts.topics(), ledger, balancer, parts.console().out());
        }
    }

    /**
     * It goes to Kafka.
     *
     * @param oneByOne whether the next one waits until its fate is known
     * @param rate how fast, empty for as fast as possible
     */
    record ToKafka(boolean oneByOne, Optional<Rate> rate) implements Sending {
        @Override
        public Outlet outlet(Parts parts, Ledger ledger, Followers followers) {
            Outlet outlet = any(parts, ledger, followers);
            Outlet each = oneByOne ? new SyncOutlet(outlet) : outlet;
            return rate.map(limit -> limit.around(each, parts.console().stop())).orElse(each);
        }

        private static Outlet any(Parts parts, Ledger ledger, Followers followers) {
            int largest = parts.settings().largest();
            return parts.connection() instanceof AppenderConnection own
                    ? new AppendOutlet(own, parts.topics(), ledger, largest, followers)
                    : new KafkaOutlet(parts.client().producer(), parts.topics(), ledger, largest, followers);
        }
    }

    /**
     * How fast records go at most.
     *
     * @param text as {@link Pace#parse} reads it
     */
    record Rate(String text) {
        public Rate {
            Pace.parse(text);
        }

        /** Holds back records from now on. */
        Outlet around(Outlet outlet, Stop stop) {
            Pace pace = Pace.parse(text);
            return new PacedOutlet(outlet, size -> pace.await(size, stop));
        }
    }
}
