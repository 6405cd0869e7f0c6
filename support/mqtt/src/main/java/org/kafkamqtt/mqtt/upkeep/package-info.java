/** What keeps a connection up: attempts, losses, waits between them, and what is said of a failure. */
@NullMarked
package org.kafkamqtt.mqtt.upkeep;

import org.jspecify.annotations.NullMarked;
