/** The commands as typed, and the wishes made of them. */
@NullMarked
package org.kafkamqtt.topics.command;

import org.jspecify.annotations.NullMarked;
