/** What a user types about a connection to an MQTT broker, in mosquitto's words and our own. */
@NullMarked
package org.kafkamqtt.mqtt.options;

import org.jspecify.annotations.NullMarked;
