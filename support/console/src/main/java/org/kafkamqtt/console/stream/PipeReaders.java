package org.kafkamqtt.console.stream;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks through {@code /proc} for a process that has the other end of our standard output open for reading. */
final class PipeReaders {
    private PipeReaders() {}

    /** False only if no process that we may look into is a reader. */
    static boolean anyOfStandardOutput() {
        String own = Long.toString(ProcessHandle.current().pid());
        try {
            String pipe = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                for (Path process : processes) {
                    if (!process.endsWith(own) && reads(process, pipe)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean reads(Path process, String pipe) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(pipe)
                        && forReading(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // It has ended, or belongs to another user.
            return false;
        }
    }

    /** The flags are octal; their last digit is the access mode, 0 for reading and 2 for both. */
    private static boolean forReading(Path info) throws IOException {
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("flags:"))
                .anyMatch(line -> "02".indexOf(line.charAt(line.length() - 1)) >= 0);
    }
}
