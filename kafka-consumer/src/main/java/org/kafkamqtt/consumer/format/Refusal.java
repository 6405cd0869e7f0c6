package org.kafkamqtt.consumer.format;

import org.kafkamqtt.console.failure.Failure;

/** Makes the failure for a piece of a command line, given what is wrong with it. */
public interface Refusal {
    Failure because(String words);
}
