package org.kafkamqtt.producer.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.into.KeptLines;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.FirstFew;
import org.kafkamqtt.kafka.RecordLine;
import org.kafkamqtt.producer.cluster.TopicRules;

/**
 * Reports the records that did not arrive and keeps them as JSON lines that can be sent again.
 *
 * <p>Any thread may add; {@link #drain} reports and writes, under a lock. The first few are reported one by one and the rest
 * counted, so that a lost broker does not flood the terminal; the file gets all of them.
 */
public final class Complaints implements Closeable {
    private final Console console;
    private final ErrorPolicy policy;
    private final TopicRules rules;
    private final Queue<Complaint> waiting = new ConcurrentLinkedQueue<>();
    private final Queue<Complaint> kept = new ConcurrentLinkedQueue<>();
    private final RecordLine recordLine = new RecordLine();
    private final Bytes line = new Bytes();
    private final List<Complaint> written = new ArrayList<>();
    private @Nullable KeptLines out;
    private @Nullable LongConsumer whenKept;
    /** A write has failed: nothing more is kept. */
    private boolean broken;

    private final FirstFew few = new FirstFew();
    private volatile @Nullable Failure general;

    public Complaints(Console console, ErrorPolicy policy, TopicRules rules) {
        this.rules = rules;
        this.console = console;
        this.policy = policy;
    }

    /** Opens the file now, so that a wrong name costs nothing. Lines that were confirmed to the source as kept stay in it. */
    public void open() {
        if (policy.file().isEmpty()) {
            return;
        }
        Path file = policy.file().get();
        try {
            out = policy.confirm() ? KeptLines.appending(file) : KeptLines.replacing(file);
        } catch (IOException e) {
            throw Failure.cannot("write", file, e);
        }
    }

    /** Sets what receives the lines of records kept in the file, once they are safely on the disk. */
    public synchronized void whenKept(LongConsumer lines) {
        whenKept = lines;
    }

    void add(Complaint complaint) {
        if (complaint.failure().status() != ExitStatus.PARTIAL && general == null) {
            general = complaint.failure();
        }
        waiting.add(complaint);
    }

    /** Writes the record to the file, if there is one, without a report: the cause is reported once for many. */
    void keep(Complaint complaint) {
        if (policy.keeps(complaint.failure().status())) {
            kept.add(complaint);
        }
    }

    /** The first failure that is not the fault of a record. */
    public Optional<Failure> general() {
        return Optional.ofNullable(general);
    }

    /** Reports and writes everything added since the last call. */
    public synchronized void drain() {
        for (Complaint complaint = waiting.poll(); complaint != null; complaint = waiting.poll()) {
            if (few.next()) {
                console.say(sentence(complaint));
            }
            write(complaint);
        }
        for (Complaint complaint = kept.poll(); complaint != null; complaint = kept.poll()) {
            write(complaint);
        }
        flush();
    }

    private String sentence(Complaint complaint) {
        String sentence = complaint.place() + ": " + complaint.failure().sentence();
        if (complaint.tooLargeFor().isEmpty()) {
            return sentence;
        }
        OptionalInt largest = rules.of(complaint.tooLargeFor()).largest();
        return largest.isEmpty() ? sentence : sentence + " of " + largest.getAsInt();
    }

    private void write(Complaint complaint) {
        KeptLines target = out;
        boolean unknown = complaint.record() == null && complaint.raw() == null;
        if (target == null
                || broken
                || unknown
                || !policy.keeps(complaint.failure().status())) {
            return;
        }
        written.add(complaint);
        if (complaint.record() == null && complaint.raw() != null && complaint.raw().length == 0) {
            return;
        }
        line.clear();
        if (complaint.record() != null) {
            recordLine.add(line, complaint.record());
            line.shrinkTo(line.size() - 1);
            line.add(",\"error\":").addJson(sentence(complaint));
            line.add("}");
        } else if (complaint.raw() != null) {
            line.add(complaint.raw());
        }
        line.add('\n');
        try {
            line.writeTo(target);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void flush() {
        LongConsumer lines = whenKept;
        if (out == null || written.isEmpty()) {
            return;
        }
        try {
            if (lines == null) {
                out.flush();
            } else {
                out.force();
                written.forEach(complaint -> lines.accept(complaint.line()));
            }
            written.clear();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Nothing more is written: it would only hide the torn line, and nothing in hand is known to be on the disk. */
    private Failure unwritable(IOException e) {
        written.clear();
        broken = true;
        return Failure.cannot("write", policy.file().orElseThrow(), e);
    }

    @Override
    public synchronized void close() throws IOException {
        drain();
        few.rest("failed")
                .ifPresent(rest -> console.say(
                        rest + policy.file().map(f -> ", all are in " + f).orElse("")));
        if (out != null && !broken) {
            out.close();
        }
    }
}
