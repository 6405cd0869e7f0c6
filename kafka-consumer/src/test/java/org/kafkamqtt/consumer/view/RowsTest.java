package org.kafkamqtt.consumer.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.consumer.view.Rows.Column;

class RowsTest {
    private final Rows rows = new Rows(new Column("topic", 0), new Column("lag", 0), new Column("client", 1))
            .row("readings", 12345L, null)
            .row("b", null, "c1");

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void people_get_a_table_with_figures_they_can_read() {
        rows.total("total", rows.sum(1), null);
        assertEquals(
                "TOPIC        LAG  CLIENT\nreadings  12,345  -\nb              -  c1\ntotal     12,345\n",
                text(rows.table(80, false)));
    }

    @Test
    void programs_get_plain_fields_or_json_without_the_sum() {
        rows.total("total", rows.sum(1), null);
        assertEquals("readings\t12345\t-\nb\t-\tc1\n", text(rows.fields()));
        assertEquals(
                List.of(
                        "{\"topic\":\"readings\",\"lag\":12345,\"client\":null}",
                        "{\"topic\":\"b\",\"lag\":null,\"client\":\"c1\"}"),
                text(rows.json()).lines().toList());
    }

    @Test
    void a_row_has_a_cell_for_each_column() {
        assertThrows(IllegalArgumentException.class, () -> rows.row("a"));
    }
}
