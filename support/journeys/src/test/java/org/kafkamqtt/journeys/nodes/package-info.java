/** kafka-producer and kafka-consumer against several Kafka nodes that are killed, paused and restarted under them. */
@NullMarked
package org.kafkamqtt.journeys.nodes;

import org.jspecify.annotations.NullMarked;
