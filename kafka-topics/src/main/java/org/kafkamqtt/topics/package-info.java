/** {@code kafka-topics}: creates, shows, changes and deletes topics. */
@NullMarked
package org.kafkamqtt.topics;

import org.jspecify.annotations.NullMarked;
