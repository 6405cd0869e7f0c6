/** Appending records to Kafka: a pure core that decides, and the thread that carries it out. */
@NullMarked
package org.kafkamqtt.kafka.append;

import org.jspecify.annotations.NullMarked;
