/** Tests. */
@NullMarked
package org.kafkamqtt.topics.work;

import org.jspecify.annotations.NullMarked;
