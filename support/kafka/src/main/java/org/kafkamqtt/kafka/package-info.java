/** What the Kafka tools share: connection options and settings, reachability, failures in one sentence, record lines. */
@NullMarked
package org.kafkamqtt.kafka;

import org.jspecify.annotations.NullMarked;
