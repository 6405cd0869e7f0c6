package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.kafkamqtt.sandbox.trial.Child;

/** The run that the launcher's archive of classes is made from. */
class RehearsalJarIT {
    @Test
    void the_rehearsal_sends_its_record_in_silence() {
        assertEquals(new Child.Ended(0, "", ""), Jar.run("", "--rehearse"));
    }
}
