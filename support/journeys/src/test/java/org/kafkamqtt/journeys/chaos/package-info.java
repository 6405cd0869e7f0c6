/** Bridges whose two sides and two brokers are killed, stopped and frozen in turn, see {@code bench/chaos bridge}. */
@NullMarked
package org.kafkamqtt.journeys.chaos;

import org.jspecify.annotations.NullMarked;
