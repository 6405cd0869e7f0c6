package org.kafkamqtt.console;

import java.util.Map;

/** The user's locale from before a launcher set one for Java: commands that a tool starts get it back. */
public final class UserLocale {
    private static final String KEPT = "KAFKA_MQTT_LC_ALL";

    private UserLocale() {}

    /**
     * Restores it in the environment of a command.
     *
     * @param environment changed
     */
    public static void restore(Map<String, String> environment) {
        String kept = environment.remove(KEPT);
        if (kept == null) {
            return;
        }
        if (kept.equals("unset")) {
            environment.remove("LC_ALL");
        } else {
            environment.put("LC_ALL", kept);
        }
    }
}
