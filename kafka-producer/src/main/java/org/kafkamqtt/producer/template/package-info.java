/** Records out of lines of the user's own form. */
@NullMarked
package org.kafkamqtt.producer.template;

import org.jspecify.annotations.NullMarked;
