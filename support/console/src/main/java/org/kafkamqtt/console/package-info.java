/** What a command-line tool needs around its work: run harness, settings, input lines, output and JSON lines. */
@NullMarked
package org.kafkamqtt.console;

import org.jspecify.annotations.NullMarked;
