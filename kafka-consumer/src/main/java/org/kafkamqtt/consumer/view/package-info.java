/** Read-only views of groups, their lag, and the offsets of topics: what else takes a JVM tool for each question. */
@NullMarked
package org.kafkamqtt.consumer.view;

import org.jspecify.annotations.NullMarked;
