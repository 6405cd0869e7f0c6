package org.kafkamqtt.producer.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.kafka.append.AppendSettings;
import org.kafkamqtt.kafka.append.AppenderClosed;
import org.kafkamqtt.kafka.append.Batch;
import org.kafkamqtt.kafka.append.Buffers;
import org.kafkamqtt.kafka.append.Intake;
import org.kafkamqtt.kafka.append.Lanes;
import org.kafkamqtt.kafka.append.Leaders;
import org.kafkamqtt.producer.record.Origin;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.trial.Lines;
import org.kafkamqtt.producer.trial.Trial;

class ArrivalsTest {
    private static final AppendSettings SETTINGS =
            new AppendSettings(true, true, 10_000, 100_000, 5, 5, 10_000, 1_000, 10, 1, 1, true);

    private final ByteArrayOutputStream reported = new ByteArrayOutputStream();
    private final Reports reports = new Reports(ReportFormat.parse("%p@%o %k=%s %h %T %l"), reported, false);
    private final ReachedPosition reached = new ReachedPosition(new Position(0, 0, 0));
    private final Followers followers = new Followers(reports, reached, null);
    private final NotesPool pool = new NotesPool();
    private Trial trial;
    private Complaints complaints;
    private Ledger ledger;
    private Arrivals arrivals;
    private Batch<Notes> batch;

    @BeforeEach
    void three_records_are_on_their_way() {
        trial = new Trial(true, "");
        complaints = trial.complaints(ErrorPolicy.of("skip"));
        ledger = Ledger.atOnce(complaints, ErrorPolicy.of("skip"), Trial.WORDS, followers, new Resends());
        arrivals = new Arrivals(ledger, followers, pool);
        Buffers buffers = new Buffers(SETTINGS.memory());
        Intake<Notes> intake = new Intake<>(SETTINGS, null, buffers, pool::take);
        Lanes<Notes> lanes = new Lanes<>(SETTINGS, null, noLeaders(), arrivals, buffers);
        Batch<Notes> last = add(intake, lanes, 1);
        for (int i = 2; i <= 3; i++) {
            last = add(intake, lanes, i);
        }
        batch = last;
    }

    private Batch<Notes> add(Intake<Notes> intake, Lanes<Notes> lanes, int i) {
        byte[] key = ("k" + i).getBytes(UTF_8);
        byte[] value = ("v" + i).getBytes(UTF_8);
        List<Header> headers = i == 2 ? List.of(new Header("h", new byte[] {'x'})) : List.of();
        Batch<Notes> into = intake.add(lanes.lane("t", 4), 0, 1000 + i, key, 0, 2, value, 0, 2, headers);
        if (into == null) {
            throw new IllegalStateException("no memory");
        }
        into.notes().add(new Origin("in", 0, "line"), i, 4, System.nanoTime());
        into.notes().addSequence(i - 1);
        reached.sent(i - 1, Lines.at(i));
        ledger.read();
        ledger.sent();
        return into;
    }

    @AfterEach
    void close() throws Exception {
        complaints.close();
        trial.close();
    }

    private static Leaders noLeaders() {
        return new Leaders() {
            @Override
            public int leader(String topic, int partition) {
                return Leaders.NONE;
            }

            @Override
            public void outdated() {}
        };
    }

    private String lines() {
        reports.flush();
        return reported.toString(UTF_8);
    }

    @Test
    void an_arrived_batch_is_counted_reported_and_reached() {
        arrivals.arrived(batch, 50, -1);
        assertEquals(3, ledger.counts().acknowledged());
        assertEquals(12, ledger.bytes());
        assertEquals(3, reached.get().number());
        assertEquals("4@50 k1=v1  1001 in:1\n4@51 k2=v2 h=x 1002 in:2\n4@52 k3=v3  1003 in:3\n", lines());
    }

    @Test
    void the_time_that_the_broker_gave_is_the_one_reported() {
        arrivals.arrived(batch, 50, 77);
        assertTrue(lines().startsWith("4@50 k1=v1  77 in:1\n"), lines());
    }

    @Test
    void an_unknown_offset_is_reported_as_unknown() {
        arrivals.arrived(batch, -1, -1);
        assertTrue(lines().contains("4@-1 k2=v2"), lines());
    }

    @Test
    void some_that_are_refused_are_named_and_the_position_waits_for_the_others() {
        arrivals.failed(batch, 1, 1, new InvalidRecordException("no key"), false);
        complaints.drain();
        assertEquals(1, ledger.counts().failed());
        assertTrue(trial.err().contains("in:2: refused: no key"), trial.err());
        assertEquals(0, reached.get().number());
    }

    @Test
    void what_may_have_arrived_all_the_same_is_said_to() {
        arrivals.failed(batch, 0, 3, new org.apache.kafka.common.errors.TimeoutException("no answer"), true);
        complaints.drain();
        assertEquals(3, ledger.counts().failed());
        assertTrue(trial.err().contains("; it may have arrived all the same"), trial.err());
    }

    @Test
    void the_end_of_the_run_is_said_as_such() {
        arrivals.failed(batch, 2, 1, new AppenderClosed(), true);
        complaints.drain();
        assertTrue(trial.err().contains("in:3: not acknowledged before the run ended\n"), trial.err());
    }
}
