/** Topics and results as text: tables, fields, JSON, and the lines of Kafka's own script. */
@NullMarked
package org.kafkamqtt.topics.show;

import org.jspecify.annotations.NullMarked;
