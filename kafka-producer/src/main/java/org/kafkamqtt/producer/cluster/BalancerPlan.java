package org.kafkamqtt.producer.cluster;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.kafkamqtt.balancer.BalancerException;
import org.kafkamqtt.balancer.Balancers;

/**
 * A balancer that exists and accepts its settings.
 *
 * @param balancers where it is made
 * @param name of it
 * @param options its settings
 */
public record BalancerPlan(Balancers balancers, String name, Map<String, String> options) {
    /**
     * Tries the name once.
     *
     * @throws BalancerException if there is no such balancer or a setting does not fit
     */
    public BalancerPlan {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        balancers.create(name, options);
    }

    /**
     * The maker of balancers for one run.
     *
     * @param say told once if keys are sent whose order the balancer does not keep
     */
    public BalancerMaker maker(Consumer<String> say) {
        return new BalancerMaker(balancers, name, options, say);
    }
}
