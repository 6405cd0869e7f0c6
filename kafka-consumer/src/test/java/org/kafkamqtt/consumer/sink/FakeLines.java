package org.kafkamqtt.consumer.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

/** A program that settles what a test says; waiting for it is a call of the test's. */
public final class FakeLines implements Lines {
    final List<String> seen = new ArrayList<>();
    private final List<String> filling = new ArrayList<>();
    int window = Integer.MAX_VALUE;
    public long settled;
    public String wrong = "";
    public int atTheEnd;
    int finished;
    long patience = Long.MAX_VALUE;
    boolean closed;
    public Runnable everyWait = () -> {};

    @Override
    public boolean hasRoom(long bytes) {
        return added() - settled < window;
    }

    @Override
    public boolean awaitRoom(long bytes, long nanos) {
        everyWait.run();
        check();
        return hasRoom(bytes);
    }

    @Override
    public long add(byte[] bytes, int from, int length) {
        filling.add(new String(bytes, from, length, UTF_8));
        return added();
    }

    @Override
    public void flush() {
        seen.addAll(filling);
        filling.clear();
    }

    @Override
    public long added() {
        return (long) seen.size() + filling.size();
    }

    @Override
    public long settled() {
        return settled;
    }

    @Override
    public boolean awaitSettled(long line, long nanos) {
        everyWait.run();
        check();
        return settled >= line;
    }

    @Override
    public Optional<Failure> trouble() {
        return wrong.isEmpty() ? Optional.empty() : Optional.of(new Failure(ExitStatus.INPUT_OUTPUT, wrong));
    }

    private void check() {
        trouble().ifPresent(failure -> {
            throw failure;
        });
    }

    @Override
    public void hurry(long patienceNanos) {
        patience = Math.min(patience, patienceNanos);
    }

    @Override
    public void finish(long patienceNanos) {
        finished++;
        settled = Math.max(settled, atTheEnd);
        check();
        if (settled < added()) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, added() - settled + " are not settled");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
