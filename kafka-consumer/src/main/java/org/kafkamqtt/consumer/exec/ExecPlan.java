package org.kafkamqtt.consumer.exec;

import java.time.Duration;

/**
 * How records are given to a command.
 *
 * @param command for {@code sh -c}
 * @param batch JSON lines for each run of the command; 0 for one run per record, with its value
 * @param concurrency the most commands that run in parallel
 * @param retries after a failure
 * @param backOff before the first retry; it doubles each time
 */
public record ExecPlan(String command, int batch, int concurrency, int retries, Duration backOff) {}
