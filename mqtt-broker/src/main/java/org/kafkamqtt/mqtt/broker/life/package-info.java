/** Lives of nodes, and the fences that end them. */
@NullMarked
package org.kafkamqtt.mqtt.broker.life;

import org.jspecify.annotations.NullMarked;
