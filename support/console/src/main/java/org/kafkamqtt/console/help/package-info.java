/** What a command tells of itself: its help in two lengths, part by part, laid out for a width. */
@NullMarked
package org.kafkamqtt.console.help;

import org.jspecify.annotations.NullMarked;
