/** Tests of what the Kafka tools share. */
@NullMarked
package org.kafkamqtt.kafka;

import org.jspecify.annotations.NullMarked;
