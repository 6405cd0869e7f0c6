/** kafka-producer against several Kafka nodes that are killed, paused and restarted under it. */
@NullMarked
package org.kafkamqtt.journeys.nodes;

import org.jspecify.annotations.NullMarked;
