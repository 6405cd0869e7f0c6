/** A client that speaks MQTT 5: a session as a state machine, and the threads and sockets around it. */
@NullMarked
package org.kafkamqtt.mqtt.five;

import org.jspecify.annotations.NullMarked;
