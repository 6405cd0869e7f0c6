/** The settings of a run, and the run itself. */
@NullMarked
package org.kafkamqtt.producer.delivery;

import org.jspecify.annotations.NullMarked;
