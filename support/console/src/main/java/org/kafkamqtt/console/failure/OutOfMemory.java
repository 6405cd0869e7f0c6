package org.kafkamqtt.console.failure;

import java.util.Locale;
import java.util.Optional;

/** Memory that ran out, in words: which memory, how large it was, and what to set. */
public final class OutOfMemory {
    private static final long MIB = 1024 * 1024;
    private static final long AT_LEAST_MIB = 512;

    private OutOfMemory() {}

    /** The failure, if memory that ran out is among the causes. */
    public static Optional<Failure> in(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError e) {
                return Optional.of(new Failure(ExitStatus.FAILED, sentence(e), thrown));
            }
        }
        return Optional.empty();
    }

    /**
     * The same, with what was to be held in memory.
     *
     * @param what such as {@code a record of 20000000 bytes at t-0 offset 5}
     */
    public static Failure holding(String what, OutOfMemoryError error) {
        return new Failure(ExitStatus.FAILED, what + " does not fit into memory: " + why(error), error);
    }

    public static String sentence(OutOfMemoryError error) {
        return "out of memory: " + why(error);
    }

    private static String why(OutOfMemoryError error) {
        return why(
                String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT),
                Runtime.getRuntime().maxMemory() / MIB);
    }

    /**
     * What ran out and what helps.
     *
     * @param said Java's message
     * @param heapMib the most that the heap may grow to
     */
    public static String why(String said, long heapMib) {
        if (said.contains("thread")) {
            return "the system allows no more threads (see ulimit -u, or the memory limit of the container)";
        }
        if (said.contains("direct")) {
            return "the memory for buffers outside the heap is used up; try JAVA_OPTS=-XX:MaxDirectMemorySize="
                    + wanted(heapMib) + "m";
        }
        if (said.contains("metaspace") || said.contains("class space")) {
            return "the memory for classes is used up; try JAVA_OPTS=-XX:MaxMetaspaceSize=" + wanted(heapMib) + "m";
        }
        if (said.contains("array size") || said.contains("required length") || said.contains("length exceeds")) {
            return "more than 2 GB in one piece, which no setting allows";
        }
        return "the heap of " + heapMib + " MB is full; try JAVA_OPTS=-Xmx" + wanted(heapMib) + "m";
    }

    private static long wanted(long heapMib) {
        return Math.max(AT_LEAST_MIB, Long.highestOneBit(Math.max(1, heapMib)) * 4);
    }
}
