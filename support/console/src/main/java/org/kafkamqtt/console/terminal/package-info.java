/** The terminal in front of the user: its size, its cells, tables that fit, and the lines that redraw themselves. */
@NullMarked
package org.kafkamqtt.console.terminal;

import org.jspecify.annotations.NullMarked;
