package org.kafkamqtt.balancer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Choosing makes no garbage, whichever rule that keeps keys in place is used. */
class AllocationTest {
    private static final int CHOICES = 50_000;
    /** What the JVM itself allocates now and then while it compiles, spread over the choices. */
    private static final double NOISE = 0.5;

    private static final Partitions PARTITIONS = Partitions.of(12);

    static Stream<String> perKey() {
        return Balancers.definitions().stream()
                .filter(definition -> definition.ordering() == Ordering.PER_KEY)
                .map(Definition::name);
    }

    @ParameterizedTest
    @MethodSource("perKey")
    void a_choice_by_key_allocates_nothing(String name, @TempDir Path folder) throws IOException {
        Balancer balancer = Balancers.standard().create(name, options(name, folder));
        Message[] messages = new Message[64];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = Message.of(("key-ü-" + i * 7919).getBytes(UTF_8), new byte[100]);
        }
        // Nothing is allocated once all is compiled, which takes the longer the busier the machine is.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        double least = Double.MAX_VALUE;
        while (least >= NOISE && System.nanoTime() < deadline) {
            least = Math.min(least, (double) choose(balancer, messages) / CHOICES);
        }
        assertTrue(least < NOISE, name + " allocates " + least + " bytes per choice");
    }

    /** The bytes that this thread allocated meanwhile. */
    private static long choose(Balancer balancer, Message[] messages) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        int sum = 0;
        for (int i = 0; i < CHOICES; i++) {
            sum += balancer.choose(messages[i & messages.length - 1], PARTITIONS);
        }
        assertTrue(sum >= 0);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static Map<String, String> options(String name, Path folder) throws IOException {
        return name.equals("table") || name.equals("range")
                ? Map.of(
                        "file",
                        Files.writeString(folder.resolve("file"), "*\t1\nkey-5\t3\n")
                                .toString())
                : Map.of();
    }
}
