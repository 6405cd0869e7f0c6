/** MQTT 3.1.1 packets on a link, and the seam where Paho uses them. */
@NullMarked
package org.kafkamqtt.mqtt.wire;

import org.jspecify.annotations.NullMarked;
