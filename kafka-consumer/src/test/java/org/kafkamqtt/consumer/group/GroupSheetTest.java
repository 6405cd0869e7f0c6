package org.kafkamqtt.consumer.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kafkamqtt.consumer.group.Some.place;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.GroupType;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.text.Bytes;

class GroupSheetTest {
    private final GroupSheet busy = new GroupSheet(new GroupLag(
            Some.group("billing", Some.member("c1", "orders", 2, 0, 1, 5), Some.member("c2", "orders")),
            List.of(place("orders", 1, 1200, 0, 1500), place("orders", 0, -1, 0, 10))));

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void people_get_the_group_its_members_and_its_partitions() {
        assertEquals(
                """
                GROUP    STATE   TYPE     PROTOCOL  ASSIGNOR  COORDINATOR              MEMBERS
                billing  Stable  classic  consumer  range     localhost:9093 (node 1)        2

                CLIENT  STATIC  HOST      PARTITIONS    MEMBER
                c1      -       10.0.0.1  orders:0-2,5  c1-1f
                c2      -       10.0.0.1  -             c2-1f

                TOPIC   PARTITION  FIRST  COMMITTED    END  LAG  CLIENT
                orders          0      0          -     10    -  c1
                orders          1      0      1,200  1,500  300  c1
                total                                       300
                """
                        .stripTrailing(),
                String.join("\n", busy.lines(78, false)));
    }

    @Test
    void no_line_is_wider_than_the_terminal() {
        for (int width : new int[] {40, 60, 80}) {
            busy.lines(width, false).forEach(line -> assertTrue(line.length() <= width, line));
        }
    }

    @Test
    void what_is_odd_is_noted() {
        List<String> lines = new GroupSheet(new GroupLag(
                        Some.group("old"), List.of(place("orders", 0, 20, 0, 10), place("orders", 1, 2, 0, 10))))
                .lines(80, false);
        assertEquals("orders          0      0         20   10    0  -       beyond the end", lines.get(4));
        assertEquals("orders          1      0          2   10    8  -", lines.get(5));
    }

    @Test
    void programs_get_a_line_for_each_partition_and_each_idle_member() {
        Bytes out = new Bytes();
        busy.addFields(out);
        new GroupSheet(new GroupLag(Group.unknown("gone", GroupType.SHARE), List.of())).addFields(out);
        assertEquals(
                """
                billing	Stable	classic	consumer	localhost:9093	orders	0	0	-	10	-	c1
                billing	Stable	classic	consumer	localhost:9093	orders	1	0	1200	1500	300	c1
                billing	Stable	classic	consumer	localhost:9093	-	-	-	-	-	-	c2
                gone	-	share	-	-	-	-	-	-	-	-	-
                """,
                text(out));
    }

    @Test
    void json_has_everything_and_null_for_what_is_not_known() {
        Bytes out = new Bytes();
        new GroupSheet(new GroupLag(
                        Some.group("b", Some.member("c1", "orders", 0)), List.of(place("orders", 0, -1, 0, 10))))
                .addJson(out);
        new GroupSheet(new GroupLag(
                        new Group("g", GroupType.CLASSIC, Optional.empty(), "", "", Optional.empty(), List.of()),
                        List.of()))
                .addJson(out);
        assertEquals(
                "{\"group\":\"b\",\"state\":\"Stable\",\"type\":\"classic\",\"protocol\":\"consumer\",\"assignor\":\"range\","
                        + "\"coordinator\":{\"id\":1,\"host\":\"localhost\",\"port\":9093},"
                        + "\"members\":[{\"member\":\"c1-1f\",\"instance\":null,\"client\":\"c1\",\"host\":\"10.0.0.1\","
                        + "\"partitions\":[{\"topic\":\"orders\",\"partition\":0}]}],"
                        + "\"offsets\":[{\"topic\":\"orders\",\"partition\":0,\"first\":0,\"committed\":null,\"end\":10,"
                        + "\"lag\":null,\"client\":\"c1\"}],\"lag\":0}\n"
                        + "{\"group\":\"g\",\"state\":null,\"type\":\"classic\",\"protocol\":null,\"assignor\":null,"
                        + "\"coordinator\":null,\"members\":[],\"offsets\":[],\"lag\":0}\n",
                text(out));
    }

    @Test
    void a_sentence_names_the_first_members() {
        assertEquals(
                "2 members: c1 on 10.0.0.1, c2 on 10.0.0.1",
                Some.group("g", Some.member("c1", "t"), Some.member("c2", "t")).membersInWords());
        Member[] many = new Member[7];
        java.util.Arrays.fill(many, Some.member("c", "t"));
        assertTrue(Some.group("g", many).membersInWords().endsWith(", ..."));
        assertEquals("1 member: c on 10.0.0.1", Some.group("g", many[0]).membersInWords());
    }
}
