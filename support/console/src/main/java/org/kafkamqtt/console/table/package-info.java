/** The options of a command as its build found them, by which a plain command line is read without a model of them all. */
@NullMarked
package org.kafkamqtt.console.table;

import org.jspecify.annotations.NullMarked;
