/** The common ground of the Kafka tools: settings of the client, failures in one sentence, record lines. */
@NullMarked
package org.kafkamqtt.kafka;

import org.jspecify.annotations.NullMarked;
