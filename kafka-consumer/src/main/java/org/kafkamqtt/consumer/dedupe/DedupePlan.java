package org.kafkamqtt.consumer.dedupe;

import java.util.Optional;
import org.kafkamqtt.consumer.files.FilePlan;

/**
 * How records that were sent twice are recognised.
 *
 * @param window how far back they are looked for
 * @param files where what was seen is kept; only in memory if absent
 */
public record DedupePlan(Identity identity, DedupeWindow window, Optional<FilePlan> files) {}
