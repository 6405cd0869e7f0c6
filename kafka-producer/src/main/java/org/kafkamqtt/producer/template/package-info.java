/** Records read from input in a form that the user describes. */
@NullMarked
package org.kafkamqtt.producer.template;

import org.jspecify.annotations.NullMarked;
