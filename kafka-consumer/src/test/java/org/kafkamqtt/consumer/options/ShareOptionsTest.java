package org.kafkamqtt.consumer.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.Tool;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.consumer.settings.Membership;

class ShareOptionsTest {
    private static ConsumerOptions typed(String words) {
        ConsumerOptions options = new Typed();
        Tool.commandLine(options).parseArgs(("-b x t " + words).split(" "));
        return options;
    }

    @Test
    void is_off_unless_asked_for() {
        ConsumerOptions plain = typed("-g g");
        assertFalse(plain.share.membership(plain).isPresent());
        ConsumerOptions shared = typed("-g g --share --ack reject -o end -c 3 --exec true");
        Membership.Shared group = shared.share.membership(shared).orElseThrow();
        assertEquals(AcknowledgeType.REJECT, group.acknowledgement());
        assertEquals(Optional.of("latest"), group.beginning());
        ConsumerOptions anywhere = typed("-g g --share");
        assertEquals(
                Optional.empty(),
                anywhere.share.membership(anywhere).orElseThrow().beginning());
    }

    @Test
    void an_option_that_is_given_twice_leaves_the_others_as_they_are() {
        ConsumerOptions options =
                typed("-g g -e --out d --commit-every 5 --commit-every 6 -c 1 -c 2 --static n --static m");
        assertEquals("g", options.select.group);
        assertTrue(options.select.exitAtEnd);
        assertEquals(2, options.select.count);
        assertEquals("d", String.valueOf(options.delivery.out));
        assertEquals("6", options.delivery.commitEvery);
        assertEquals("m", options.member.instance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-g g --share -e",
                "-g g --share -p 0",
                "-g g --share -o 5",
                "-g g --share --tail 3",
                "-g g --share --include t.*",
                "-g g --share --read-committed",
                "-g g --share --out d",
                "-g g --share --to-topic u",
                "-g g --share --commit-every 5",
                "-g g --share --static n",
                "-g g --share --session-timeout 6s",
                "-g g --share --group-protocol classic",
                "-g g --share --lag",
                "-g g --share --progress",
                "-g g --share --dedupe key",
                "-g g --share --ack reject --grep v:a",
                "-g g --share --ack release -k a",
                "-g g --share --verify-balancer murmur2"
            })
    void refuses_what_makes_no_sense_with_it(String words) {
        ConsumerOptions options = typed(words);
        Failure failure = assertThrows(Failure.class, () -> options.share.membership(options));
        assertEquals(ExitStatus.USAGE, failure.status());
    }

    @Test
    void refuses_an_acknowledgement_that_there_is_not() {
        ConsumerOptions options = typed("-g g --share --ack maybe");
        assertThrows(Failure.class, () -> options.share.membership(options));
    }
}
