package org.kafkamqtt.consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.IntoWork.AT_THE_END;
import static org.kafkamqtt.consumer.IntoWork.EACH;
import static org.kafkamqtt.consumer.IntoWork.numbers;
import static org.kafkamqtt.consumer.IntoWork.topicOf;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.sandbox.trial.Await;

/** In a share group each record is acknowledged once the command of {@code --into} has settled it. */
class IntoShareJarIT {
    private IntoWork work = new IntoWork(Path.of(""));

    @BeforeEach
    void in(@TempDir Path dir) {
        work = new IntoWork(dir);
    }

    private static String[] share(String... more) {
        List<String> args = new ArrayList<>(List.of("--share", "-o", "beginning", "--timeout", "60s"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private void nothingIsLeft(String topic) {
        int before = work.taken().size();
        Child.Result result = work.into(topic, EACH, share("--idle", "2s"));
        assertEquals(0, result.status(), result.err());
        assertEquals(before, work.taken().size());
    }

    @Test
    void what_a_command_did_not_settle_goes_to_the_next_run() {
        String topic = topicOf(20);
        Child.Result first = work.into(topic, "head -5 >> OUT; echo 5; exit 3", share());
        assertEquals(7, first.status(), first.err());
        assertTrue(first.err().contains("; 15 lines are not settled and will be delivered again"), first.err());
        Child.Result second = work.into(topic, EACH, share("-c", "15"));
        assertEquals(0, second.status(), second.err());
        assertEquals(numbers(1, 20), work.taken());
        nothingIsLeft(topic);
    }

    @Test
    void a_command_that_settles_at_the_end_of_its_input_is_fine_where_the_end_is_known() {
        String topic = topicOf(20);
        Child.Result result = work.into(topic, AT_THE_END, share("-c", "20"));
        assertEquals(0, result.status(), result.err());
        assertEquals(numbers(1, 20), work.taken());
        nothingIsLeft(topic);
    }

    @Test
    void after_a_signal_the_last_answers_count() {
        String topic = topicOf(20);
        try (Child child = work.start(topic, AT_THE_END, share())) {
            Await.that("all to be taken", 40, () -> work.taken().size() == 20);
            child.signal("TERM");
            Child.Result ended = child.ended(30);
            assertEquals("", ended.err());
            assertEquals(143, ended.status());
        }
        nothingIsLeft(topic);
    }

    @Test
    void a_command_that_takes_longer_than_the_group_locks_records_keeps_them() {
        String topic = topicOf(5);
        Feed.groupSetting(topic, "share.record.lock.duration.ms", "4000");
        String slow = "n=0; while read -r x; do sleep 2; echo $x >> OUT; n=$((n+1)); echo $n; done";
        Child.Result result = work.into(topic, slow, share("-c", "5"));
        assertEquals("", result.err());
        assertEquals(numbers(1, 5), work.taken());
        nothingIsLeft(topic);
    }
}
