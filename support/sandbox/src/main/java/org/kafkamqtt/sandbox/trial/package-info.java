/** What the tests of the tools share: the packaged jars as child processes, and waiting for conditions. */
@NullMarked
package org.kafkamqtt.sandbox.trial;

import org.jspecify.annotations.NullMarked;
