/** What lies between the clients of a node and the log: who is connected, how far each has come, what is retained. */
@NullMarked
package org.kafkamqtt.mqtt.broker.node;

import org.jspecify.annotations.NullMarked;
