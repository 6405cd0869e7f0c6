package org.kafkamqtt.journeys.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kafkamqtt.console.json.EnvelopeReader;
import org.kafkamqtt.console.json.MalformedLine;

/** The schema of what {@code -J} reads says what the reader does, and the page names every member. */
class JsonSchemaTest {
    private static final JsonSchema INPUT = JsonSchema.of("input");
    private static final String PAGE = "docs/reference/json-lines.md";

    /** Why the reader refuses a line, empty if it does not. */
    private static String refusal(String line) {
        byte[] bytes = line.getBytes(UTF_8);
        try {
            new EnvelopeReader().read(bytes, 0, bytes.length);
            return "";
        } catch (MalformedLine e) {
            return e.clause();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\":\"x\"}",
                "{\"value\":null,\"key\":\"k\"}",
                "{\"key\":\"k\"}",
                "{\"topic\":\"t\"}",
                "{\"topic\":\"t\",\"partition\":3,\"offset\":7,\"timestamp\":1700000000000,\"timestampType\":\"CreateTime\","
                        + "\"key\":\"/w==\",\"keyEncoding\":\"base64\",\"value\":\"AP/+\",\"valueEncoding\":\"base64\",\"headers\":[]}",
                "{\"value\":\"ff00\",\"valueEncoding\":\"hex\"}",
                "{\"value\":\"AP/\",\"valueEncoding\":\"base64\"}",
                "{\"value\":{\"a\":[1,2]},\"other\":true}",
                "{\"value\":12.5,\"timestamp\":-1}",
                "{\"value\":\"x\",\"timestamp\":\"2026-11-23T12:00:00Z\"}",
                "{\"value\":\"x\",\"timestamp\":null,\"headers\":null}",
                "{\"value\":\"x\",\"headers\":[{\"key\":\"h\",\"value\":\"1\"},{\"key\":\"h\",\"value\":null}]}",
                "{\"value\":\"x\",\"headers\":[{\"key\":\"h\",\"value\":\"//79\",\"encoding\":\"base64\"}]}",
                "{\"value\":\"x\",\"headers\":[{\"Key\":\"aA==\",\"Value\":\"MQ==\"}]}",
                "{\"value\":\"x\",\"headers\":{\"h\":\"1\"}}",
                "{\"payload\":\"x\",\"headers\":[\"h\",\"1\",\"h\",null],\"broker\":1,\"tstype\":\"create\",\"ts\":1}",
                "{\"tst\":\"2026-11-26T06:44:58.575381+0000\",\"topic\":\"t\",\"qos\":1,\"retain\":0,\"payloadlen\":1,"
                        + "\"mid\":1,\"payload_b64\":\"/w==\"}",
                "{\"topic\":\"t\",\"qos\":0,\"retain\":true,\"payload\":null,\"delivery\":\"a-1\"}",
                "{\"topic\":\"t\",\"qos\":0,\"properties\":{\"user-properties\":[{\"a\":\"1\"},{\"a\":\"2\"}],"
                        + "\"correlation-data_b64\":\"/w==\",\"subscription-identifier\":[1,2]},\"payload\":\"x\"}",
                "{\"payload_hex\":\"ff00\",\"topic\":\"t\"}"
            })
    void what_the_reader_takes_fits(String line) {
        assertEquals("", refusal(line));
        assertEquals("", INPUT.wrong(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "{}",
                "{\"vlaue\":\"x\"}",
                "{\"vlaue\":\"x\",\"key\":\"k\"}",
                "{\"topic\":7,\"value\":\"x\"}",
                "{\"topic\":null}",
                "{\"value\":\"x\",\"payload\":\"y\"}",
                "{\"value\":\"x\",\"partition\":-1}",
                "{\"value\":\"x\",\"partition\":2147483648}",
                "{\"value\":\"x\",\"partition\":\"1\"}",
                "{\"value\":\"x\",\"timestamp\":-2}",
                "{\"value\":\"x\",\"timestamp\":\"yesterday\"}",
                "{\"value\":\"x\",\"timestamp\":1.5}",
                "{\"value\":\"A\",\"valueEncoding\":\"base64\"}",
                "{\"value\":\"x\",\"key\":\"*\",\"keyEncoding\":\"base64\"}",
                "{\"value\":\"x\",\"valueEncoding\":\"base32\"}",
                "{\"payload_b64\":\"*\"}",
                "{\"payload_hex\":\"f\"}",
                "{\"payload\":\"x\",\"qos\":3}",
                "{\"payload\":\"x\",\"retain\":\"yes\"}",
                "{\"value\":\"x\",\"headers\":\"h\"}",
                "{\"value\":\"x\",\"headers\":[{\"value\":\"1\"}]}",
                "{\"value\":\"x\",\"headers\":[{\"key\":\"h\",\"vlaue\":\"1\"}]}",
                "{\"key\":\"k\",\"value_size\":3}",
                "{\"payload\":\"x\",\"key_error\":\"no\"}"
            })
    void what_the_reader_refuses_does_not_fit(String line) {
        assertNotEquals("", refusal(line), line);
        assertNotEquals("", INPUT.wrong(line), line);
    }

    @Test
    void the_page_names_every_member_and_every_form() {
        String page = String.join("\n", Pages.lines(PAGE));
        Set<String> missing = new TreeSet<>(JsonSchema.members());
        missing.addAll(JsonSchema.definitions());
        missing.removeIf(name -> page.contains("`" + name + "`"));
        assertEquals(Set.of(), missing);
    }
}
