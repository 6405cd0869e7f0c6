/** JSON lines that carry Kafka records and MQTT messages, in every dialect the field writes. */
@NullMarked
package org.kafkamqtt.console.json;

import org.jspecify.annotations.NullMarked;
