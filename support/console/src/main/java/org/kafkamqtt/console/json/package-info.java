/** JSON lines of Kafka records and MQTT messages, in every dialect that tools write. */
@NullMarked
package org.kafkamqtt.console.json;

import org.jspecify.annotations.NullMarked;
