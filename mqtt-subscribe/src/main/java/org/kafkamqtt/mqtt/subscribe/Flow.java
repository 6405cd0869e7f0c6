package org.kafkamqtt.mqtt.subscribe;

import org.kafkamqtt.mqtt.subscribe.receive.Arrival;
import org.kafkamqtt.mqtt.subscribe.receive.Intake;
import org.kafkamqtt.mqtt.subscribe.receive.Reception;
import org.kafkamqtt.mqtt.subscribe.sink.Sink;

/**
 * The path of a message through a run.
 *
 * @param reception where it comes from the network
 * @param intake where it waits for the writing thread
 * @param outlet where it is chosen, written and acknowledged
 * @param sink where it is written to
 */
record Flow(Reception reception, Intake<Arrival> intake, Outlet outlet, Sink sink) {}
