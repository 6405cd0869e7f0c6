package org.kafkamqtt.journeys.chaos;

/** Sends the numbers from 1 on to a broker, whatever happens to that, in a thread of its own. */
interface Source extends AutoCloseable {
    /** How many leading numbers the broker has acknowledged. */
    int acknowledged();

    /** How many were sent once more because it was not known whether they had arrived. */
    int sentAgain();

    /** Sends the numbers up to this one as they are due; none before this is called. */
    void upTo(int number);

    @Override
    void close();
}
