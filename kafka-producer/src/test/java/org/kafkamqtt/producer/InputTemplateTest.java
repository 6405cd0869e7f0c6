package org.kafkamqtt.producer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kafkamqtt.console.Failure;

class InputTemplateTest {
    private static String shown(Draft draft) {
        byte[] key = draft.key();
        byte[] value = draft.value();
        return draft.topic() + "|" + draft.partition + "|" + draft.timestamp() + "|"
                + (key == null ? "null" : new String(key, ISO_8859_1)) + "|"
                + (value == null ? "null" : new String(value, ISO_8859_1));
    }

    private static List<String> read(String template, byte[] input) throws Exception {
        Source source =
                new Templated(new Inputs(List.of("-"), new ByteArrayInputStream(input)), InputTemplate.parse(template));
        List<String> records = new ArrayList<>();
        Draft draft = new Draft();
        while (source.next(draft)) {
            records.add(shown(draft));
            draft.clear();
        }
        return records;
    }

    private static List<String> read(String template, String input) throws Exception {
        return read(template, input.getBytes(ISO_8859_1));
    }

    @Test
    void tokens_read_up_to_the_text_behind_them() throws Exception {
        assertEquals(List.of("t|1|5|k|v w", "u|2|6||"), read("%t %p %d %k=%v\\n", "t 1 5 k=v w\nu 2 6 =\n"));
    }

    @Test
    void a_missing_last_line_end_is_no_loss() throws Exception {
        assertEquals(List.of("|-1|-1|null|a", "|-1|-1|null|b"), read("%v\\n", "a\nb"));
    }

    @Test
    void a_percent_sign_stands_for_itself_when_doubled() throws Exception {
        assertEquals(List.of("|-1|-1|k|v"), read("%k%%%v;", "k%v;"));
    }

    @Test
    void hexadecimal_and_base64_are_decoded() throws Exception {
        assertEquals(List.of("|-1|-1|\u0000ÿ|hi"), read("%k{hex},%v{base64}\\n", "00ff,aGk=\n"));
    }

    @Test
    void sized_records_may_hold_any_byte() throws Exception {
        Random random = new Random(6);
        List<String> expected = new ArrayList<>();
        ByteBuffer input = ByteBuffer.allocate(1 << 20);
        for (int i = 0; i < 200; i++) {
            byte[] key = new byte[random.nextInt(50)];
            byte[] value = new byte[random.nextInt(3000)];
            random.nextBytes(key);
            random.nextBytes(value);
            input.putShort((short) key.length)
                    .put(key)
                    .putInt(Integer.reverseBytes(value.length))
                    .put(value);
            expected.add("|-1|-1|" + new String(key, ISO_8859_1) + "|" + new String(value, ISO_8859_1));
        }
        byte[] bytes = java.util.Arrays.copyOf(input.array(), input.position());
        assertEquals(expected, read("%K{big16}%k%V{little32}%v", bytes));
    }

    @Test
    void sizes_may_be_decimal() throws Exception {
        assertEquals(List.of("|-1|-1|null|a\nb", "|-1|-1|null|"), read("%V:%v\\n", "3:a\nb\n0:\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "%k=%v;, k;, found '' where",
        "%V:%v\\n, 9:ab, the input ends 7 bytes before",
        "%V:%v\\n, x:ab, %V is no number",
        "%k{hex} %v\\n, zz a, is not hex"
    })
    void what_is_no_record_is_said(String template, String input, String words) {
        BadRecord refusal = assertThrows(BadRecord.class, () -> read(template, input));
        assertTrue(refusal.clause().contains(words), refusal.clause());
    }

    @ParameterizedTest
    @CsvSource({
        "%x, character 1: is no token",
        "%k%v\\n, %k has neither a size nor text behind it",
        "%k{big32} %v\\n, modifier",
        "%v, neither a size",
        "%t\\n, neither %k nor %v"
    })
    void a_template_that_cannot_be_read_is_misuse(String template, String words) {
        Failure failure = assertThrows(Failure.class, () -> InputTemplate.parse(template));
        assertTrue(failure.sentence().contains(words), failure.sentence());
    }
}
