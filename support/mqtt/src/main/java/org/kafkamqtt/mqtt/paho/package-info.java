/** A connection through Paho's client over our own wire, and the file of a kept session. */
@NullMarked
package org.kafkamqtt.mqtt.paho;

import org.jspecify.annotations.NullMarked;
