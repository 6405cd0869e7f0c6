package org.kafkamqtt.consumer.sink;

import java.util.Optional;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.LineCommand;

/** The lines of the user's command. */
public record CommandLines(LineCommand command) implements Lines {
    @Override
    public boolean hasRoom(long bytes) {
        return command.hasRoom(bytes);
    }

    @Override
    public boolean awaitRoom(long bytes, long nanos) throws InterruptedException {
        return command.awaitRoom(bytes, nanos);
    }

    @Override
    public long add(byte[] bytes, int from, int length) {
        return command.add(bytes, from, length);
    }

    @Override
    public void flush() {
        command.flush();
    }

    @Override
    public long added() {
        return command.added();
    }

    @Override
    public long settled() {
        return command.settled();
    }

    @Override
    public boolean awaitSettled(long line, long nanos) throws InterruptedException {
        return command.awaitSettled(line, nanos);
    }

    @Override
    public Optional<Failure> trouble() {
        return command.trouble();
    }

    @Override
    public void hurry(long patienceNanos) {
        command.hurry(patienceNanos);
    }

    @Override
    public void finish(long patienceNanos) throws InterruptedException {
        command.finish(patienceNanos);
    }

    @Override
    public void close() {
        command.close();
    }
}
