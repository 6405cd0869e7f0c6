/** Input and output that can be interrupted, counted and refused: files, pipes, standard input and output. */
@NullMarked
package org.kafkamqtt.console.stream;

import org.jspecify.annotations.NullMarked;
