package org.kafkamqtt.mqtt.publish.source;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.InterruptibleInput;

/**
 * The byte streams to read, in order: files, the files of a folder by name, and standard input.
 *
 * <p>Not thread-safe; the publishing thread owns it.
 */
final class Inputs implements Closeable {
    private final List<String> names = new ArrayList<>();
    private final InputStream standardInput;
    private int next;
    private InputStream current = InputStream.nullInputStream();

    /**
     * Checks that all can be read.
     *
     * @param wanted files and folders, {@code -} for standard input
     * @throws Failure status 7 if one cannot be read
     */
    Inputs(List<String> wanted, InputStream standardInput) {
        this.standardInput = InterruptibleInput.of(standardInput, "standard input");
        wanted.forEach(this::add);
    }

    private void add(String name) {
        Path path = Path.of(name);
        if (name.equals(Messages.STANDARD_INPUT)) {
            names.add(name);
        } else if (!Files.isReadable(path)) {
            throw unreadable(name, Files.exists(path) ? "no permission" : "no such file");
        } else if (Files.isDirectory(path)) {
            try (Stream<Path> inside = Files.list(path)) {
                inside.filter(Files::isRegularFile).sorted().forEach(file -> add(file.toString()));
            } catch (IOException e) {
                throw Failure.cannot("read", name, e);
            }
        } else {
            names.add(name);
        }
    }

    private static Failure unreadable(String name, String why) {
        return new Failure(ExitStatus.INPUT_OUTPUT, "cannot read " + name + ": " + why);
    }

    boolean more() {
        return next < names.size();
    }

    /** The name of the input opened last, for people; empty if there is only one. */
    String name() {
        if (names.size() < 2) {
            return "";
        }
        String name = names.get(next - 1);
        return name.equals(Messages.STANDARD_INPUT) ? "standard input" : name;
    }

    /** Opens the next one; the one before is closed. */
    InputStream open() throws IOException {
        close();
        String name = names.get(next++);
        current = name.equals(Messages.STANDARD_INPUT)
                ? standardInput
                : InterruptibleInput.of(new FileInputStream(name), name);
        return current;
    }

    /** How many bytes the input opened last has, if known; 0 otherwise. */
    long size() throws IOException {
        Path path = Path.of(names.get(next - 1));
        return current != standardInput && Files.isRegularFile(path) ? Files.size(path) : 0;
    }

    @Override
    public void close() throws IOException {
        if (current != standardInput) {
            current.close();
        }
    }
}
