package org.kafkamqtt.consumer;

import org.kafkamqtt.console.Failure;

/** Makes the failure for a piece of a command line, given what is wrong with it. */
interface Refusal {
    Failure because(String words);
}
