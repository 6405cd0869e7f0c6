/** What one client and the server owe each other: packets in, packets and requests out. */
@NullMarked
package org.kafkamqtt.mqtt.broker.session;

import org.jspecify.annotations.NullMarked;
