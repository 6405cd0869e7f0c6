package org.kafkamqtt.topics.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kafkamqtt.console.failure.ExitStatus;

/**
 * What became of all topics of a run.
 *
 * @param results one for each topic, in the order in which they are shown
 */
public record Report(List<Result> results) {
    public Report {
        results = List.copyOf(results);
    }

    /** 0 if all was done; 3 if something was and something was not; else the status that all refusals agree on, or 1. */
    public ExitStatus status() {
        Set<ExitStatus> refused = results.stream()
                .map(Result::refusal)
                .flatMap(Optional::stream)
                .map(Refusal::status)
                .collect(Collectors.toSet());
        if (refused.isEmpty()) {
            return ExitStatus.OK;
        }
        if (results.stream().anyMatch(result -> result.refusal().isEmpty())) {
            return ExitStatus.PARTIAL;
        }
        return refused.size() == 1 ? refused.iterator().next() : ExitStatus.FAILED;
    }
}
