/** Publishing at a pace and within the windows, and the ledger of what became of each message. */
@NullMarked
package org.kafkamqtt.mqtt.publish.delivery;

import org.jspecify.annotations.NullMarked;
