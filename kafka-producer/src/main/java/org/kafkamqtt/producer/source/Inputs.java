package org.kafkamqtt.producer.source;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.stream.InterruptibleInput;

/**
 * The byte streams to read, in order: files and standard input, each opened when its turn comes.
 *
 * <p>Not thread-safe; the sending thread owns it. Any thread may ask for what never changes: names, files and sizes.
 */
public final class Inputs implements Closeable {
    private final List<String> names;
    private final InputStream standardInput;
    private int next;
    private InputStream current = InputStream.nullInputStream();

    /**
     * @param names files, {@code -} for standard input
     * @throws Failure status 7 if a file cannot be read, before anything is sent
     */
    public Inputs(List<String> names, InputStream standardInput) {
        this.names = List.copyOf(names);
        this.standardInput = InterruptibleInput.of(standardInput);
        names.forEach(Inputs::readable);
    }

    private static void readable(String name) {
        Path path = Path.of(name);
        if (!name.equals("-") && (!Files.isReadable(path) || Files.isDirectory(path))) {
            String why =
                    Files.isDirectory(path) ? "it is a folder" : Files.exists(path) ? "no permission" : "no such file";
            throw new Failure(ExitStatus.INPUT_OUTPUT, "cannot read " + name + ": " + why);
        }
    }

    public boolean more() {
        return next < names.size();
    }

    /** Goes to the input of this index. */
    public void skipTo(int index) {
        next = index;
    }

    public int count() {
        return names.size();
    }

    /** The file of this input; {@code /dev/stdin} for standard input. */
    public Path file(int index) {
        return Path.of(names.get(index).equals("-") ? "/dev/stdin" : names.get(index));
    }

    /** The bytes of all inputs, if known. */
    public OptionalLong size() {
        long size = 0;
        for (int i = 0; i < names.size(); i++) {
            if (!Files.isRegularFile(file(i))) {
                return OptionalLong.empty();
            }
            size += file(i).toFile().length();
        }
        return OptionalLong.of(size);
    }

    /** The name of an input for people. */
    public String name(int index) {
        return names.get(index).equals("-") ? "standard input" : names.get(index);
    }

    /** Opens the next one, after closing the one before. */
    public InputStream open() throws IOException {
        close();
        String name = names.get(next++);
        current = name.equals("-") ? standardInput : InterruptibleInput.of(new FileInputStream(name));
        return current;
    }

    /** The index of the one opened last. */
    public int index() {
        return next - 1;
    }

    @Override
    public void close() throws IOException {
        if (current != standardInput) {
            current.close();
        }
    }
}
