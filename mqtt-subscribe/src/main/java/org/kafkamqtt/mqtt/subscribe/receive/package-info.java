/** From the network thread to the one that writes: the bounded queue, acknowledgements, and names of deliveries. */
@NullMarked
package org.kafkamqtt.mqtt.subscribe.receive;

import org.jspecify.annotations.NullMarked;
