/** The tool that sends records to Kafka. */
@NullMarked
package org.kafkamqtt.producer;

import org.jspecify.annotations.NullMarked;
