/** MQTT words, settings and the connection that both MQTT tools speak through. */
@NullMarked
package org.kafkamqtt.mqtt;

import org.jspecify.annotations.NullMarked;
