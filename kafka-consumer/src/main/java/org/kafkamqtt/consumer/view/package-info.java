/** Views of groups, their lag and the offsets of topics, and what changes groups: each is one question, one table. */
@NullMarked
package org.kafkamqtt.consumer.view;

import org.jspecify.annotations.NullMarked;
