/** A broker judged from outside: raw clients, packet sequences, grades. Shared by the tests of this module. */
@NullMarked
package org.kafkamqtt.mqtt.broker.trial;

import org.jspecify.annotations.NullMarked;
