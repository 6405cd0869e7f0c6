/** Two programs of a pipe that know only how many lines are settled: a command that lines go into, and a tool that confirms them. */
@NullMarked
package org.kafkamqtt.console.into;

import org.jspecify.annotations.NullMarked;
