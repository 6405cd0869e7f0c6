package org.kafkamqtt.producer.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.balancer.Balancers;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;

class BalancerMakerTest {
    private final List<String> said = new ArrayList<>();

    private BalancerMaker maker(String name) {
        return new BalancerMaker(Balancers.standard(), name, Map.of(), said::add);
    }

    private static Draft draft(String key, Header... headers) {
        Draft draft = new Draft();
        draft.setKey(key.getBytes(UTF_8));
        draft.setValue("1".getBytes(UTF_8));
        draft.headers.addAll(List.of(headers));
        return draft;
    }

    private static Header tenant(String value) {
        return new Header("tenant", value.getBytes(UTF_8));
    }

    @Test
    void a_balancer_that_goes_by_a_header_does_not_keep_the_order_of_keys() throws BadRecord {
        PartitionChoice choice = maker("header:tenant:jump").of("orders", 6);
        int first = choice.choose(draft("k", tenant("a")));
        assertEquals(first, choice.choose(draft("other", tenant("a"))));
        assertEquals("same header 'tenant', same partition", choice.reason(draft("k", tenant("a"))));
        assertEquals(
                List.of("warning: records have keys, but --balancer header:tenant:jump does not keep the order of a"
                        + " key: same header 'tenant', same partition"),
                said);
    }

    @Test
    void a_part_of_the_key_keeps_its_order() throws BadRecord {
        maker("prefix:/:murmur2").of("orders", 6).choose(draft("a/b"));
        assertEquals(List.of(), said);
    }

    @Test
    void records_without_the_header_are_counted_over_all_topics() throws BadRecord {
        BalancerMaker maker = maker("header:tenant:jump");
        assertEquals(Optional.empty(), maker.remark());
        PartitionChoice one = maker.of("one", 6);
        one.choose(draft("k"));
        one.choose(draft("k", tenant("a")));
        String single =
                "warning: 1 record had no header 'tenant': --balancer header:tenant:jump placed it like a record"
                        + " without a key";
        assertEquals(Optional.of(single), maker.remark());
        maker.of("two", 3).choose(draft("k"));
        assertEquals(
                Optional.of("warning: 2 records had no header 'tenant': --balancer header:tenant:jump placed them like"
                        + " records without a key"),
                maker.remark());
        assertEquals("no header 'tenant': placed like a record without a key", one.reason(draft("k")));
    }

    @Test
    void values_that_are_no_json_are_counted() throws BadRecord {
        BalancerMaker maker = maker("json-pointer:/id:jump");
        maker.of("one", 6).choose(draft("k"));
        assertEquals(true, maker.remark().orElse("").contains("no JSON member '/id'"));
    }
}
