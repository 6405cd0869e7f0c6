/** Words, numbers and bytes as users write and read them. */
@NullMarked
package org.kafkamqtt.console.text;

import org.jspecify.annotations.NullMarked;
