/** {@code mqtt-subscribe}: writes MQTT messages down, and acknowledges only what is written. */
@NullMarked
package org.kafkamqtt.mqtt.subscribe;

import org.jspecify.annotations.NullMarked;
