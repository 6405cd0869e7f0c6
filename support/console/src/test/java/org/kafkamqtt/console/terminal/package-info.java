@NullMarked
package org.kafkamqtt.console.terminal;

import org.jspecify.annotations.NullMarked;
