/** What simulations have in common. */
@NullMarked
package org.kafkamqtt.kafka.simulation;

import org.jspecify.annotations.NullMarked;
