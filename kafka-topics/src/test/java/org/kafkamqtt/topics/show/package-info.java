/** Tests. */
@NullMarked
package org.kafkamqtt.topics.show;

import org.jspecify.annotations.NullMarked;
