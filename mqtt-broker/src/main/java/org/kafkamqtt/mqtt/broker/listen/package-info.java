/** Sockets. */
@NullMarked
package org.kafkamqtt.mqtt.broker.listen;

import org.jspecify.annotations.NullMarked;
