/** The settings of a run, and the run they make. */
@NullMarked
package org.kafkamqtt.producer.delivery;

import org.jspecify.annotations.NullMarked;
