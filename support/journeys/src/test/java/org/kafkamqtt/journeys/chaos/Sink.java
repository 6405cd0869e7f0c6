package org.kafkamqtt.journeys.chaos;

import java.util.List;

/** Takes in what arrives at a broker, whatever happens to that. */
interface Sink extends AutoCloseable {
    /** All there is so far, in the order of each topic name. */
    List<Arrival> arrivals();

    /** How many different numbers have arrived. */
    int distinct();

    @Override
    void close();
}
