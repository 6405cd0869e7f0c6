package org.kafkamqtt.producer.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DraftTest {
    private final byte[] line = "key:value".getBytes(UTF_8);
    private final Draft draft = new Draft();

    private Draft borrowed() {
        draft.setKey(line, 0, 3);
        draft.setValue(line, 4, 5);
        return draft;
    }

    @Test
    void key_and_value_lie_where_their_source_has_them() {
        borrowed();
        assertSame(line, draft.keyArray());
        assertEquals(List.of(0, 3), List.of(draft.keyOffset(), draft.keyLength()));
        assertSame(line, draft.valueArray());
        assertEquals(List.of(4, 5), List.of(draft.valueOffset(), draft.valueLength()));
        assertEquals(8, draft.size());
    }

    @Test
    void an_array_of_their_own_is_made_once() {
        borrowed();
        assertArrayEquals("key".getBytes(UTF_8), draft.key());
        assertSame(draft.key(), draft.key());
        assertSame(draft.value(), draft.keptValue());
        draft.setKey(line, 4, 1);
        assertArrayEquals("v".getBytes(UTF_8), draft.key());
    }

    @Test
    void a_whole_array_is_lent_as_it_is_but_never_kept() {
        draft.setKey(line);
        draft.setValue(line, 0, line.length);
        assertSame(line, draft.key());
        assertSame(line, draft.value());
        assertNotSame(line, draft.keptKey());
        assertNotSame(line, draft.keptValue());
    }

    @Test
    void a_record_keeps_its_bytes_when_the_lender_writes_others() {
        ProducerRecord<byte[], byte[]> record = borrowed().asRecord();
        draft.clear();
        draft.setKey(line);
        ProducerRecord<byte[], byte[]> whole = draft.asRecord();
        Arrays.fill(line, (byte) 'x');
        assertArrayEquals("key".getBytes(UTF_8), record.key());
        assertArrayEquals("value".getBytes(UTF_8), record.value());
        assertArrayEquals("key:value".getBytes(UTF_8), whole.key());
    }

    @Test
    void null_is_not_empty() {
        draft.setKey(line, 9, 0);
        assertTrue(draft.hasKey());
        assertArrayEquals(new byte[0], draft.key());
        draft.clearValue();
        assertFalse(draft.hasValue());
        assertEquals(-1, draft.valueLength());
        assertNull(draft.value());
        assertNull(draft.asRecord().value());
        assertEquals(0, draft.size());
    }

    @Test
    void a_clear_draft_holds_nothing() {
        borrowed().key();
        draft.clear();
        assertNull(draft.key());
        assertNull(draft.keptValue());
        assertFalse(draft.keyIs(new byte[0]));
        assertFalse(draft.valueIs(new byte[0]));
    }

    @Test
    void bytes_beyond_the_array_are_refused() {
        assertThrows(IndexOutOfBoundsException.class, () -> draft.setKey(line, 5, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> draft.setValue(line, -1, 1));
    }
}
