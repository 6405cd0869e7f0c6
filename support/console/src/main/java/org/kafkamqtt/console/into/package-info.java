/** Two programs of a pipe that know of each other only how many lines are settled: one command into which lines go, one tool that confirms them. */
@NullMarked
package org.kafkamqtt.console.into;

import org.jspecify.annotations.NullMarked;
