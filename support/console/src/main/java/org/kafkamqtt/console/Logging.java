package org.kafkamqtt.console;

/** How much the client libraries may log through slf4j-simple. */
final class Logging {
    private static final String[] LEVELS = {"off", "warn", "info", "debug"};
    private static final String LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";
    /** The beginning of what sets the level of one logger. */
    private static final String OWN_LEVEL = "org.slf4j.simpleLogger.log.";

    private Logging() {}

    /** Sets the level; works only before the first logger exists, since slf4j-simple reads it once. */
    static void verbosity(int verbosity) {
        String level = LEVELS[Math.min(Math.max(verbosity, 0), LEVELS.length - 1)];
        setIfAbsent(LEVEL, level);
        setIfAbsent("org.slf4j.simpleLogger.showDateTime", "true");
        setIfAbsent("org.slf4j.simpleLogger.dateTimeFormat", "HH:mm:ss.SSS");
        setIfAbsent("org.slf4j.simpleLogger.showThreadName", "false");
        setIfAbsent("org.slf4j.simpleLogger.showShortLogName", "true");
        setIfAbsent("slf4j.internal.verbosity", "WARN");
    }

    /** Whether no logger shows anything, so that slf4j-simple with its formats of dates need not be started. */
    static boolean silent() {
        return System.getProperty(LEVEL, "").equals(LEVELS[0])
                && System.getProperties().stringPropertyNames().stream().noneMatch(name -> name.startsWith(OWN_LEVEL));
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
