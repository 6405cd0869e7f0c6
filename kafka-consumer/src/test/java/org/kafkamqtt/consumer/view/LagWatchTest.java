package org.kafkamqtt.consumer.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;

class LagWatchTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console =
            Console.of("tool", InputStream.nullInputStream(), new ByteArrayOutputStream(), said);
    private int looks;

    private LagWatch watch() {
        return new LagWatch(console, Duration.ofMillis(1), null, true, false);
    }

    @Test
    void brokers_that_are_lost_are_asked_again() throws ExecutionException, InterruptedException, IOException {
        LagWatch.Look look = () -> {
            looks++;
            if (looks == 2 || looks == 3) {
                throw new ExecutionException(new KafkaException("lost", new TimeoutException("no answer")));
            }
            return List.of();
        };
        assertEquals(ExitStatus.OK, watch().run(look, Optional.of(lags -> looks == 4)));
        assertEquals(
                "tool: the brokers do not answer; asking them again\ntool: the brokers answer again\n",
                said.toString(UTF_8));
    }

    @Test
    void what_does_not_pass_by_itself_ends_the_watch() {
        LagWatch.Look look = () -> {
            throw new ExecutionException(new GroupAuthorizationException("g"));
        };
        assertThrows(ExecutionException.class, () -> watch().run(look, Optional.empty()));
    }

    @Test
    void a_signal_ends_it() throws ExecutionException, InterruptedException, IOException {
        LagWatch.Look look = () -> {
            if (++looks == 3) {
                console.stop().request();
            }
            return List.of();
        };
        assertEquals(ExitStatus.OK, watch().run(look, Optional.empty()));
        assertEquals(3, looks);
    }
}
