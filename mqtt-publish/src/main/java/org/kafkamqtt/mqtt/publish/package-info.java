/** The tool that publishes MQTT messages. */
@NullMarked
package org.kafkamqtt.mqtt.publish;

import org.jspecify.annotations.NullMarked;
