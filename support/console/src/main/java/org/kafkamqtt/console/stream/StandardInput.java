package org.kafkamqtt.console.stream;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Standard input, unless the process was started without one: then the first file that Java opened has its number. */
public final class StandardInput {
    private StandardInput() {}

    public static InputStream ofProcess() {
        return isOurs() ? closed() : new FileInputStream(FileDescriptor.in);
    }

    private static boolean isOurs() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/0"))
                    .equals(Path.of(System.getProperty("java.home"), "lib", "modules"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static InputStream closed() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new FileSystemException("standard input", null, "Bad file descriptor");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
    }
}
