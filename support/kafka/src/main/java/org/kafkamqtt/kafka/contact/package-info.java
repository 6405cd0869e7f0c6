/** The first contact with a broker: whether it is there, speaks Kafka and lets us in. */
@NullMarked
package org.kafkamqtt.kafka.contact;

import org.jspecify.annotations.NullMarked;
