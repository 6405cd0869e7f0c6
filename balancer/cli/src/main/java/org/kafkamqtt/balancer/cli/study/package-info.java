/** What keys, balancers and partitions make of one another: the figures of a simulation. */
@NullMarked
package org.kafkamqtt.balancer.cli.study;

import org.jspecify.annotations.NullMarked;
