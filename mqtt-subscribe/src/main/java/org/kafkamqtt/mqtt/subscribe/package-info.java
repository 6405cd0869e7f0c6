/** {@code mqtt-subscribe}: writes MQTT messages, and acknowledges only what has been written. */
@NullMarked
package org.kafkamqtt.mqtt.subscribe;

import org.jspecify.annotations.NullMarked;
