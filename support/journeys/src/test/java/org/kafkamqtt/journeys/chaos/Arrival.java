package org.kafkamqtt.journeys.chaos;

/**
 * A number that has arrived.
 *
 * @param topicName the MQTT topic name it was sent under
 * @param delivery what makes a repeat recognisable, empty if nothing does
 */
record Arrival(String topicName, int number, String delivery) {
    /** How many topic names share the numbers in turn. */
    static final int TOPIC_NAMES = 5;

    /** The topic name that a number is sent under. */
    static String topicName(int number) {
        return "x/" + number % TOPIC_NAMES;
    }
}
