package org.kafkamqtt.topics.command;

import org.kafkamqtt.topics.work.Consent;
import picocli.CommandLine.Option;

/** Whether something is done, as typed. */
final class DeedOptions {
    @Option(names = "--dry-run", description = "do nothing; show what would be done")
    boolean dry;

    @Option(
            names = {"-y", "--yes"},
            description = "do not ask; required where nobody can be asked")
    boolean yes;

    Consent consent() {
        return new Consent(yes, dry);
    }
}
