package org.kafkamqtt.balancer.cli.study;

import java.time.Instant;
import java.util.List;

/**
 * What was simulated, and what came of it.
 *
 * @param command the command line, ready to be pasted into a shell
 * @param source where the keys come from: a distribution, or standard input
 * @param seed the seed of keys that were made up; empty if they were read
 * @param keys the keys
 * @param loads one for each balancer, in the order of the command line; at least one
 * @param version the tool's version line
 * @param made when
 */
public record Study(
        String command, String source, String seed, Keys keys, List<Load> loads, String version, Instant made) {

    public int partitions() {
        return loads.get(0).partitions();
    }

    /** Whether any balancer is measured against weights. */
    public boolean isWeighted() {
        return loads.stream().anyMatch(Load::isWeighted);
    }
}
