/** Tests of words, settings and connection. */
@NullMarked
package org.kafkamqtt.mqtt;

import org.jspecify.annotations.NullMarked;
