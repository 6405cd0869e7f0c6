package org.kafkamqtt.producer.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.producer.cluster.Destination;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;

/**
 * A file that holds the position up to which every record is done; always replaced as a whole.
 *
 * <p>Thread-safe: writing is under a lock.
 */
public final class ResumeFile {
    private final Path file;
    private final Path draft;
    private final Destination destination;
    private final Inputs inputs;
    private String written = "";

    public ResumeFile(Path file, Destination destination, Inputs inputs) {
        this.destination = destination;
        this.file = file;
        this.draft = file.resolveSibling(file.getFileName() + ".new");
        this.inputs = inputs;
    }

    /**
     * The position that an earlier run has left.
     *
     * @throws Failure status 2 if it sent to another topic
     */
    public Optional<SavedPosition> read() {
        try {
            SavedPosition saved = SavedPosition.parse(Files.readString(file), file.toString());
            destination.check(saved.destination(), file.toString());
            return Optional.of(saved);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Failure.cannot("read", file, e);
        }
    }

    /** Writes the position if it has moved since the run began. */
    public void write(ReachedPosition position) {
        if (position.moved()) {
            write(position.get());
        }
    }

    /** Writes the position if it differs from the last one written. */
    public synchronized void write(Position reached) {
        String text = SavedPosition.of(reached, destination, inputs).text();
        if (text.equals(written)) {
            return;
        }
        try {
            Files.writeString(draft, text + System.lineSeparator());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            written = text;
        } catch (IOException e) {
            throw Failure.cannot("write", file, e);
        }
    }
}
