/** Tests. */
@NullMarked
package org.kafkamqtt.topics.plan;

import org.jspecify.annotations.NullMarked;
