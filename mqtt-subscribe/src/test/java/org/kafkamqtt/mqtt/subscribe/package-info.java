/** What {@code mqtt-subscribe} does. */
@NullMarked
package org.kafkamqtt.mqtt.subscribe;

import org.jspecify.annotations.NullMarked;
