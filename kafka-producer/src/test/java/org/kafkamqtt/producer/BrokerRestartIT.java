package org.kafkamqtt.producer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.sandbox.Sandbox;
import org.kafkamqtt.sandbox.SandboxSettings;
import org.kafkamqtt.sandbox.trial.Await;

/** The broker goes away and comes back while records are sent: all arrive once. */
class BrokerRestartIT {
    private static final int RECORDS = Integer.getInteger("records", 60_000);
    private static final int RESTARTS = Integer.getInteger("restarts", 2);

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void everything_arrives_once_over_restarts() throws Exception {
        try (Sandbox sandbox = Sandbox.start(SandboxSettings.forTests())) {
            String broker = sandbox.kafkaAddress();
            sandbox.createTopic("restarted", 3);
            CompletableFuture<InProcess.Result> run = CompletableFuture.supplyAsync(() -> InProcess.run(
                    "",
                    "-b",
                    broker,
                    "-t",
                    "restarted",
                    "--generate",
                    Integer.toString(RECORDS),
                    "--rate",
                    RECORDS / 12 + "/s",
                    "--summary",
                    "json"));
            for (int i = 1; i <= RESTARTS; i++) {
                long share = (long) RECORDS * i / (RESTARTS + 2);
                Await.that(
                        share + " records",
                        60,
                        () -> Log.of(broker, "restarted").size() >= share);
                sandbox.stopKafka();
                sandbox.startKafka();
            }
            InProcess.Result result = run.get(2, TimeUnit.MINUTES);
            assertEquals(ExitStatus.OK, result.status(), result.err());
            long distinct = Log.values(Log.of(broker, "restarted")).distinct().count();
            assertEquals(RECORDS, distinct);
            assertEquals(RECORDS, Log.of(broker, "restarted").size());
        }
    }
}
