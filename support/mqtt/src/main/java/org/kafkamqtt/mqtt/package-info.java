/** MQTT's terms, settings, and the connection that both MQTT tools use. */
@NullMarked
package org.kafkamqtt.mqtt;

import org.jspecify.annotations.NullMarked;
