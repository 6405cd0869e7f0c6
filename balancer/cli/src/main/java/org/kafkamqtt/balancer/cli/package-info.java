/** The balancer command line: see where records would go before they are sent. */
@NullMarked
package org.kafkamqtt.balancer.cli;

import org.jspecify.annotations.NullMarked;
