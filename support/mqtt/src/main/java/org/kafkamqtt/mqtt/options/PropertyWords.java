package org.kafkamqtt.mqtt.options;

import java.util.List;
import org.kafkamqtt.console.SeveralWords;

/** The words of {@code -D}: a command, a property and its value, or the name and the value of a user property. */
final class PropertyWords extends SeveralWords {
    private static final int USUAL = 3;
    /** Where the property is named. */
    private static final int PROPERTY = 1;

    @Override
    public int count(List<String> following) {
        boolean pair = following.size() > PROPERTY && following.get(PROPERTY).equalsIgnoreCase("user-property");
        return pair ? USUAL + 1 : USUAL;
    }

    @Override
    protected String lack() {
        return "give COMMAND PROPERTY VALUE, or COMMAND user-property NAME VALUE";
    }
}
