package org.kafkamqtt.sandbox;

import org.jspecify.annotations.Nullable;

/** The one sandbox of a test JVM: started when first needed, closed when the JVM ends. */
public final class SharedSandbox {
    private static @Nullable Sandbox shared;

    private SharedSandbox() {}

    public static synchronized Sandbox get() {
        if (shared == null) {
            Sandbox started = Sandbox.start(SandboxSettings.forTests());
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "sandbox-close"));
            shared = started;
        }
        return shared;
    }
}
