/** Tests of what keeps a connection up. */
@NullMarked
package org.kafkamqtt.mqtt.upkeep;

import org.jspecify.annotations.NullMarked;
