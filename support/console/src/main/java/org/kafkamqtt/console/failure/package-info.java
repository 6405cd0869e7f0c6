/** What goes wrong, in the words a user reads and with the exit status it has. */
@NullMarked
package org.kafkamqtt.console.failure;

import org.jspecify.annotations.NullMarked;
