package org.kafkamqtt.console.tls;

/**
 * The password of a key or a store.
 *
 * @param option the option it is given with, such as {@code --key-pw-file}
 * @param text the password itself
 * @param typed whether it was given for this run, and not left in the environment for any key that needs it
 */
public record KeyPassword(String option, String text, boolean typed) {
    char[] letters() {
        return text.toCharArray();
    }

    @Override
    public String toString() {
        return option + " ***";
    }
}
