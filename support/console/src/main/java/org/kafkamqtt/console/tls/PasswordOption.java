package org.kafkamqtt.console.tls;

import java.util.Optional;

/**
 * Where a password comes from, given or not.
 *
 * @param option the option to suggest if none was given
 * @param given the password, if there is one
 */
public record PasswordOption(String option, Optional<KeyPassword> given) {}
