package org.kafkamqtt.sandbox;

import org.kafkamqtt.console.Tool;

/** Starts the sandbox from the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tool.main(new SandboxOptions(), args);
    }
}
