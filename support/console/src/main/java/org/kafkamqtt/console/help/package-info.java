/** The help of a command: in two lengths, part by part, laid out for a width. */
@NullMarked
package org.kafkamqtt.console.help;

import org.jspecify.annotations.NullMarked;
