/** The page of plots that a simulation is shown on. */
@NullMarked
package org.kafkamqtt.balancer.cli.page;

import org.jspecify.annotations.NullMarked;
