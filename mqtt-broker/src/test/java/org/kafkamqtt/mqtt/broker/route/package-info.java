/** Tests. */
@NullMarked
package org.kafkamqtt.mqtt.broker.route;

import org.jspecify.annotations.NullMarked;
