package org.kafkamqtt.topics.work;

import java.util.List;

/** The user, while work is done. */
public interface Desk {
    /** Tells one sentence. */
    void say(String sentence);

    /** Shows lines beside the data, such as a table. */
    void show(List<String> lines);

    /** How wide those lines may be. */
    int width();

    /** Whether somebody is there to be asked. */
    boolean attended();

    /** Whether the user agrees. */
    boolean agrees(String question);
}
