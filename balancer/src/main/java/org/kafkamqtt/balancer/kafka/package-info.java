/** Joins balancers and Kafka's own partitioners, in both directions; needs kafka-clients 4.0 or newer. */
@NullMarked
package org.kafkamqtt.balancer.kafka;

import org.jspecify.annotations.NullMarked;
