/** What a command-line tool needs around its work: the run from arguments to exit status, the console, the rules of options. */
@NullMarked
package org.kafkamqtt.console;

import org.jspecify.annotations.NullMarked;
