/** What a user types, writes into files and sets in the environment about a connection, and the settings it comes to. */
@NullMarked
package org.kafkamqtt.kafka.options;

import org.jspecify.annotations.NullMarked;
