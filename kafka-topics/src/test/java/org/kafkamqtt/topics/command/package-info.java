/** Tests. */
@NullMarked
package org.kafkamqtt.topics.command;

import org.jspecify.annotations.NullMarked;
