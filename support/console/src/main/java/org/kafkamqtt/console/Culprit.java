package org.kafkamqtt.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A class of the user that a thread is running, found by its stack.
 *
 * @param role {@code balancer} or {@code class}
 * @param name of the class
 * @param place file and line; empty if unknown
 */
record Culprit(String role, String name, String place) {
    private static final List<String> KNOWN = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.kafkamqtt.",
            "org.apache.",
            "org.eclipse.",
            "org.slf4j.",
            "picocli.",
            "com.fasterxml.",
            "net.jpountz.",
            "com.github.luben.",
            "org.xerial.",
            "io.netty.",
            "scala.",
            "kafka.");
    private static final String EXIT = "java.lang.Runtime.exit";

    /** Who called {@code System.exit}, if the stack is that of such a call; our own call does not count. */
    static Optional<Culprit> ofExit(StackTraceElement[] stack) {
        int at = stack.length - 1;
        while (at >= 0 && !EXIT.equals(stack[at].getClassName() + "." + stack[at].getMethodName())) {
            at--;
        }
        if (at < 0) {
            return Optional.empty();
        }
        int caller = at + 1;
        while (caller < stack.length && stack[caller].getClassName().equals("java.lang.System")) {
            caller++;
        }
        if (caller == stack.length || stack[caller].getClassName().equals(Ending.class.getName())) {
            return Optional.empty();
        }
        return Optional.of(of(stack, caller));
    }

    /** The user's class that a thread is busy in, if it is in one. */
    static Optional<Culprit> busy(StackTraceElement[] stack) {
        for (int at = 0; at < stack.length; at++) {
            String name = stack[at].getClassName();
            if (KNOWN.stream().noneMatch(name::startsWith)) {
                return Optional.of(of(stack, at));
            }
        }
        return Optional.empty();
    }

    private static Culprit of(StackTraceElement[] stack, int at) {
        boolean balancer = Arrays.stream(stack, at + 1, stack.length)
                .anyMatch(frame -> frame.getClassName().startsWith("org.kafkamqtt.balancer."));
        StackTraceElement frame = stack[at];
        String place = frame.getFileName() == null || frame.getLineNumber() < 0
                ? ""
                : frame.getFileName() + ":" + frame.getLineNumber();
        return new Culprit(balancer ? "balancer" : "class", frame.getClassName(), place);
    }

    /** Such as {@code balancer Exiter (Exiter.java:7)}. */
    @Override
    public String toString() {
        return role + " " + name + (place.isEmpty() ? "" : " (" + place + ")");
    }
}
