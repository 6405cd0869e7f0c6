package org.kafkamqtt.producer.template;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.producer.Log;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Position;
import org.kafkamqtt.producer.source.Inputs;
import org.kafkamqtt.producer.source.Source;

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

    private static List<Header> headers(String template, String input) throws Exception {
        Source source = new Templated(
                new Inputs(List.of("-"), new ByteArrayInputStream(input.getBytes(ISO_8859_1))),
                InputTemplate.parse(template));
        Draft draft = new Draft();
        assertTrue(source.next(draft));
        assertEquals("v", Log.text(draft.value()));
        return List.copyOf(draft.headers);
    }

    @Test
    void headers_stand_in_a_template_of_their_own() throws Exception {
        List<Header> expected = List.of(new Header("a", "1".getBytes(UTF_8)), new Header("b", "x=y".getBytes(UTF_8)));
        assertEquals(expected, headers("%H %h{%k=%v,}%v\\n", "2 a=1,b=x=y,v\n"));
        assertEquals(expected, headers("%H{big8}%h{%K{big8}%k%V{big8}%v}%v\\n", "\2\1a\0011\1b\3x=yv\n"));
        assertEquals(List.of(), headers("%H %h{%k=%v,}%v\\n", "0 v\n"));
    }

    @Test
    void json_is_one_value_wherever_it_ends() throws Exception {
        String input = "{\"a\":[1,\"}\\\"\"]}k1\n 12.5e3 k2\n\"x y\"k3\nnull,k4\n";
        assertEquals(
                List.of("{\"a\":[1,\"}\\\"\"]}|k1", "12.5e3| k2", "\"x y\"|k3", "null|,k4"),
                read("%v{json}%k\\n", input).stream()
                        .map(record -> record.split("\\|", 5))
                        .map(parts -> parts[4] + "|" + parts[3])
                        .toList());
    }

    @Test
    void an_expression_takes_what_it_finds_however_long() throws Exception {
        String digits = "7".repeat(3000);
        assertEquals(List.of("|-1|-1|" + digits + "|a", "|-1|-1|8|b"), read("%k{re[[0-9]+]}%v\\n", digits + "a\n8b\n"));
        assertEquals(List.of("|-1|-1|aa|x"), read("%k{re[a{2}]}%v\\n", "aax\n"));
    }

    @Test
    void a_number_in_braces_is_a_size() throws Exception {
        assertEquals(List.of("|-1|-1|ab|c", "|-1|-1|d\n|e"), read("%k{2}%v{1}", "abcd\ne"));
    }

    @Test
    void what_was_read_can_be_copied_and_gone_on_with() throws Exception {
        byte[] input = "3:abc\n2:de\n0:\n".getBytes(ISO_8859_1);
        Templated source = new Templated(
                new Inputs(List.of("-"), new ByteArrayInputStream(input)), InputTemplate.parse("%V:%v\\n"));
        source.resume(new Position(0, 6, 1));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        Draft draft = new Draft();
        while (source.next(draft)) {
            source.copyTo(copy);
        }
        assertEquals("2:de\n0:\n", copy.toString(ISO_8859_1));
        assertEquals(input.length, source.consumed());
        assertEquals(3, source.number() - 1);
    }

    @Test
    void minus_one_is_a_record_without_a_time() throws Exception {
        assertEquals(List.of("|-1|-1|null|a", "|-1|0|null|b"), read("%d %v\\n", "-1 a\n0 b\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "%k=%v;, k;, found '' where",
        "%V:%v\\n, 9:ab, the input ends 7 bytes before",
        "%V:%v\\n, x:ab, %V is not a number",
        "%d %v\\n, -5 a, %d '-5' is before 1970",
        "%d %v\\n, 1.5 a, %d '1.5' is not a whole number of milliseconds",
        "%d{big64}%v\\n, abc, the input ends 5 bytes before",
        "%d{big64}%v\\n, '\u0080abcdefgh', is before 1970",
        "%k{hex} %v\\n, zz a, is not hex",
        "%v{json}\\n, }x, no JSON value begins",
        "%v{json}\\n, '{\"a', ends inside a JSON value",
        "%k{re[a+]}%v\\n, b, does not match",
        "%H %h{%k=%v;}%v\\n, 2 a=b;, ends 1 header before"
    })
    void what_is_no_record_is_said(String template, String input, String words) {
        BadRecord refusal = assertThrows(BadRecord.class, () -> read(template, input));
        assertTrue(refusal.clause().contains(words), refusal.clause());
    }

    @ParameterizedTest
    @CsvSource({
        "%x, character 1: unknown token",
        "%k%v\\n, %k needs a size or text after it",
        "%k{big32} %v\\n, modifier",
        "%v, needs a size",
        "%h{%k=%v;}%v\\n, needs the number of headers",
        "%k{re[(]}%v\\n, is not a regular expression",
        "%k{re[a%v\\n, this brace is not closed",
        "%H %h{%t}%v\\n, character 7: unknown token",
        "%t\\n, there is no %k or %v in it"
    })
    void a_template_that_cannot_be_read_is_misuse(String template, String words) {
        Failure failure = assertThrows(Failure.class, () -> InputTemplate.parse(template));
        assertTrue(failure.sentence().contains(words), failure.sentence());
    }

    private static final List<String> BYTES = List.of("%k", "%v", "%t");
    private static final List<String> NUMBERS = List.of("%K", "%V", "%H", "%p", "%d");
    private static final List<String> BYTES_MODIFIERS = List.of("hex", "base64", "json", "re[a+]", "7");
    private static final List<String> NUMBER_MODIFIERS =
            List.of("ascii", "big8", "big16", "big32", "big64", "little8", "little16", "little32", "little64");

    /** Every token with every modifier, and whether that is a pair. */
    static Stream<Arguments> pairs() {
        List<String> modifiers = Stream.of(
                        BYTES_MODIFIERS,
                        NUMBER_MODIFIERS,
                        List.of("banana", "hex16", "HEX", "big24", "re[a", "-1", "local"))
                .flatMap(List::stream)
                .toList();
        return Stream.of(BYTES, NUMBERS).flatMap(List::stream).flatMap(token -> modifiers.stream()
                .map(modifier -> {
                    boolean pair = (BYTES.contains(token) ? BYTES_MODIFIERS : NUMBER_MODIFIERS).contains(modifier);
                    return Arguments.of(token, modifier, pair);
                }));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void every_modifier_works_or_is_refused_with_its_place(String token, String modifier, boolean pair) {
        String template = "x" + token + "{" + modifier + "}," + (token.equals("%v") ? "" : "%v;");
        if (pair) {
            InputTemplate.parse(template);
            int second = template.indexOf(',');
            String twice = template.substring(0, second) + "{hex}" + template.substring(second);
            String said = assertThrows(Failure.class, () -> InputTemplate.parse(twice))
                    .sentence();
            assertTrue(said.contains("character " + (second + 1)) && said.contains("%{"), said);
        } else {
            String said = assertThrows(Failure.class, () -> InputTemplate.parse(template))
                    .sentence();
            assertTrue(said.contains("character 2: "), said);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%k{}=%v;|character 3: there is nothing between",
                "%K{big8}%k{5}%v;|%k{5} and the size %K both determine its end",
                "%V{big8}%v{json}|%v{json} and the size %V both determine its end",
                "%V{big8}%v{re[a+]}|and the size %V both determine its end",
                "%H %h{%k{hex}{hex}=%v,}%v;|character 14"
            })
    void braces_that_change_nothing_are_refused(String template, String words) {
        Failure failure = assertThrows(Failure.class, () -> InputTemplate.parse(template));
        assertTrue(failure.sentence().contains(words), failure.sentence());
    }

    @Test
    void a_size_goes_with_what_is_decoded() throws Exception {
        assertEquals(List.of("|-1|-1|null|hi"), read("%V:%v{hex}\n", "4:6869\n"));
    }

    @ParameterizedTest
    @CsvSource({"%v{0}", "%v{re[x*]}"})
    void a_template_that_takes_nothing_does_not_go_on_for_ever(String template) {
        BadRecord refusal = assertThrows(BadRecord.class, () -> read(template, "abc"));
        assertTrue(refusal.clause().contains("takes nothing"), refusal.clause());
    }

    @Test
    void a_record_is_ready_when_all_of_it_is_here() throws IOException, BadRecord {
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream out = new PipedOutputStream(in);
        Source source = new Templated(new Inputs(List.of("-"), in), InputTemplate.parse("%k %v\n"));
        Draft draft = new Draft();
        out.write("a 1\nb 2\nc ".getBytes(UTF_8));
        assertTrue(source.next(draft));
        assertTrue(source.ready());
        assertTrue(source.next(draft));
        assertEquals("b 2", Log.text(draft.key()) + " " + Log.text(draft.value()));
        long consumed = source.consumed();
        assertFalse(source.ready());
        assertEquals(consumed, source.consumed());
        out.write("3\n".getBytes(UTF_8));
        assertTrue(source.ready());
        assertTrue(source.next(draft));
        assertEquals("c 3", Log.text(draft.key()) + " " + Log.text(draft.value()));
    }
}
