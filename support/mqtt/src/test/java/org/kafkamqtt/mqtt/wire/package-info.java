/** Tests of packets and of the seam to Paho. */
@NullMarked
package org.kafkamqtt.mqtt.wire;

import org.jspecify.annotations.NullMarked;
