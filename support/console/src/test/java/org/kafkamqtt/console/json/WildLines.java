package org.kafkamqtt.console.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** JSON lines in the shapes of all writers, whole or spoilt, each amid bytes that are not its own. The test's thread owns it. */
final class WildLines {
    private static final List<String> NAMES = List.of(
            "topic",
            "partition",
            "offset",
            "timestamp",
            "ts",
            "tst",
            "key",
            "value",
            "payload",
            "payload_b64",
            "payload_hex",
            "keyEncoding",
            "valueEncoding",
            "encoding",
            "headers",
            "qos",
            "retain",
            "delivery",
            "timestampType",
            "tstype",
            "broker",
            "key_schema_id",
            "value_schema_id",
            "payloadlen",
            "mid",
            "dup",
            "properties",
            "delay",
            "value_size",
            "key_error",
            "payload_error",
            "vlaue",
            "",
            "Key",
            "topi\\u0063",
            "valu\u00e9");
    /** Those at the beginning are never wrong by themselves. */
    private static final int GOOD_NAMES = 26;

    private static final int GOOD_TEXTS = 16;
    private static final List<String> TEXTS = List.of(
            "",
            "k",
            "text",
            "utf-8",
            "base64",
            "hex",
            "a b/c",
            "\u00fc\u20ac",
            "\ud83d\ude00",
            "\u007f",
            "\\n\\t\\r\\b\\f",
            "\\\"\\\\\\/",
            "\\u0041\\u00e9\\u20AC",
            "\\ud83d\\ude00",
            "\\uD83D\\uDE00",
            "\\u0000",
            "\\ud83d",
            "\\ude00",
            "\\ud83dx",
            "\\ud83d\\u0041",
            "\\ude00\\ud83d",
            "\\x41",
            "\\u12",
            "\\u12g4",
            "\\u+123",
            "\\",
            "\ufffe\uffff",
            "\ufeff",
            "12",
            "-1",
            "1700000000000",
            "0123456789abcdef",
            "{\\\"a\\\":1}");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "-2",
            "2",
            "3",
            "12",
            "00",
            "01",
            "-01",
            "2147483647",
            "2147483648",
            "1700000000000",
            "999999999999999999",
            "1000000000000000000",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "12345678901234567890.10",
            "0.0",
            "-0.5",
            "1.0",
            "1e3",
            "1E+3",
            "1e-3",
            "1.5e300",
            "1e",
            "1.",
            ".5",
            "+1",
            "-",
            "1x",
            "0x10",
            "NaN",
            "Infinity",
            "1e999999999",
            "1 2",
            "1_000");
    private static final List<String> WORDS =
            List.of("null", "true", "false", "nul", "nulll", "True", "tru", "null1", "truefalse");
    private static final List<String> NESTED = List.of(
            "{}",
            "[]",
            "{\"a\":[1,\"x\",null]}",
            "[ 1 , 2 ]",
            "[[[]]]",
            "{\"value\":1}",
            "{",
            "[1",
            "[1}",
            "{\"a\"}",
            "[\"\\ud83d\"]");
    private static final List<String> TIMES = List.of(
            "2020-05-06T22:12:00.000000+0100",
            "2026-01-02T03:04:05.678Z",
            "2026-01-02T04:04:05+01:00",
            "2026-02-30T00:00:00Z",
            "1969-12-31T23:59:59.999Z",
            "2026-01-02",
            "2026-01-02T03:04:05",
            "yesterday",
            "+999999999-01-01T00:00:00Z",
            "2024-02-29T24:00:00Z",
            "2024-02-29T23:59:60Z");
    private static final List<String> BASE64 = List.of(
            "",
            "AA==",
            "AAE=",
            "AAEC",
            "/w==",
            "+/+/",
            "AB==",
            "AA",
            "AAE",
            "A",
            "A===",
            "====",
            "AA==AA==",
            "AA=A",
            "A A=",
            "\\/w==",
            "_w==",
            "AAE\u00e9",
            "AAEC\\n");
    private static final List<String> SPACES =
            List.of("", "", "", " ", "\t", "\r", "\n", "  \r\n\t", "\u000b", "\u00a0", "\0");
    private static final List<String> ENDS =
            List.of("", "", "", " ", "\r", "\n", " \t", "x", "}", "{}", ",", "\0", "/* */", "#");
    /** Whole and broken UTF-8, what no string may hold, and the marks of JSON. */
    private static final List<String> NASTY = List.of(
            "00",
            "01",
            "0a",
            "1f",
            "20",
            "22",
            "5c",
            "2c",
            "3a",
            "7b",
            "7d",
            "5b",
            "5d",
            "30",
            "39",
            "2d",
            "65",
            "75",
            "7f",
            "80",
            "bf",
            "c0",
            "c080",
            "c1bf",
            "c2",
            "c3a9",
            "c322",
            "e0",
            "e080",
            "e08080",
            "e282",
            "e282ac",
            "ed9fbf",
            "eda080",
            "eda0bdedb880",
            "edb880",
            "efbbbf",
            "efbfbe",
            "f0",
            "f09f",
            "f09f98",
            "f09f9880",
            "f0808080",
            "f4908080",
            "f5808080",
            "f8888080",
            "fe",
            "ff",
            "feff",
            "fffe");

    private final Random random;
    private int start;
    private int length;

    WildLines(Random random) {
        this.random = random;
    }

    /** The bytes that hold the next line from {@link #start} on, {@link #length} long. */
    byte[] next() {
        byte[] line = line().getBytes(UTF_8);
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            line = spoilt(line);
        }
        byte[] after = any(List.of("", "\"}", "0", "}", ",\"key\":1}", "\n{\"value\":1}", "AAAA"))
                .getBytes(UTF_8);
        start = random.nextInt(3);
        length = line.length;
        byte[] bytes = new byte[start + length + after.length];
        Arrays.fill(bytes, 0, start, (byte) '-');
        System.arraycopy(line, 0, bytes, start, length);
        System.arraycopy(after, 0, bytes, start + length, after.length);
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    private String line() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> anyMembers();
            case 2 ->
                "{\"topic\":%s,\"partition\":%d,\"offset\":%d,\"timestamp\":%d,\"timestampType\":\"CreateTime\",\"key\":%s,\"value\":%s,\"headers\":%s}"
                        .formatted(text(), number(), number(), number(), text(), text(), headers());
            case 3 ->
                "{\"key\":%s,\"keyEncoding\":\"base64\",\"value\":%s,\"valueEncoding\":\"base64\",\"headers\":%s}"
                        .formatted(base64(), base64(), headers());
            case 4 ->
                "{\"topic\":%s,\"partition\":%d,\"offset\":%d,\"tstype\":\"create\",\"ts\":%d,\"broker\":1,\"headers\":%s,\"key\":%s,\"payload\":%s}"
                        .formatted(text(), number(), number(), number(), headers(), text(), text());
            case 5 ->
                "{\"tst\":\"%s\",\"topic\":%s,\"qos\":%d,\"retain\":%s,\"payloadlen\":2,\"mid\":4,\"payload\":%s}"
                        .formatted(
                                any(TIMES), text(), random.nextInt(3), any(List.of("0", "1", "true", "false")), text());
            case 6 ->
                "{\"topic\":%s,\"qos\":%d,\"payload_b64\":%s,\"delivery\":%s}"
                        .formatted(text(), random.nextInt(3), base64(), text());
            default ->
                "{\"partition\":%d,\"offset\":%d,\"timestamp\":\"%s\",\"headers\":%s,\"key\":%s,\"payload\":%s}"
                        .formatted(number(), number(), any(TIMES), headers(), text(), value());
        };
    }

    private String anyMembers() {
        StringBuilder line = new StringBuilder(any(SPACES)).append('{');
        for (int i = random.nextInt(6); i >= 0; i--) {
            int known = random.nextInt(6) == 0 ? NAMES.size() : GOOD_NAMES;
            String name = NAMES.get(random.nextInt(known));
            String value = name.equals("headers") ? headers() : name.endsWith("ncoding") ? encoding() : value();
            line.append(any(SPACES))
                    .append('"')
                    .append(name)
                    .append('"')
                    .append(any(SPACES))
                    .append(':');
            line.append(any(SPACES)).append(value).append(any(SPACES)).append(i > 0 ? "," : "");
        }
        return line.append('}').append(any(ENDS)).toString();
    }

    private String value() {
        return switch (random.nextInt(9)) {
            case 0 -> any(NUMBERS);
            case 1 -> any(WORDS);
            case 2 -> any(NESTED);
            case 3 -> base64();
            case 4 -> '"' + any(TIMES) + '"';
            case 5 -> Long.toString(number());
            default -> text();
        };
    }

    private String encoding() {
        return any(List.of(
                "\"base64\"", "\"base64\"", "\"utf-8\"", "\"text\"", "\"\"", "\"hex\"", "\"rot13\"", "null", "1"));
    }

    private String headers() {
        return switch (random.nextInt(10)) {
            case 0 ->
                any(List.of("null", "null", "{}", "7", "[,]", "[", "\"\"", "{\"a\":\"1\",\"b\":null}", "[{}]", "[[]]"));
            case 1 -> "[" + text() + "," + value() + "]";
            case 2 -> "[" + text() + "," + text() + "," + text() + (random.nextBoolean() ? "," + value() : "") + "]";
            case 3 ->
                "[{\"key\":" + text() + ",\"value\":" + value() + "}, {\"value\":" + text() + ",\"key\":" + value()
                        + "}]";
            case 4 ->
                "[{\"key\":\"h\",\"value\":" + base64() + ",\"encoding\":" + encoding() + "}," + text() + "," + text()
                        + "]";
            case 5 ->
                "[{\"" + any(List.of("key", "Key", "value", "encoding", "x")) + "\":" + value() + ",\"key\":\"h\"}]";
            default -> "[]";
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            int most = random.nextInt(12) == 0 ? TEXTS.size() : GOOD_TEXTS;
            text.append(random.nextInt(3) == 0 ? "some longer text, plain" : TEXTS.get(random.nextInt(most)));
        }
        return text.append('"').toString();
    }

    private String base64() {
        if (random.nextInt(3) == 0) {
            return '"' + any(BASE64) + '"';
        }
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return '"' + Base64.getEncoder().encodeToString(bytes) + '"';
    }

    private long number() {
        return random.nextInt(3) == 0 ? random.nextLong() >>> random.nextInt(64) : random.nextInt(100);
    }

    private byte[] spoilt(byte[] line) {
        int at = random.nextInt(line.length + 1);
        int to = Math.min(line.length, at + random.nextInt(3));
        byte[] nasty = HexFormat.of().parseHex(any(NASTY));
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(line, at);
            case 1 -> joined(line, at, nasty, at);
            case 2 -> joined(line, at, nasty, to);
            case 3 -> joined(line, at, new byte[0], to);
            default -> joined(line, to, new byte[0], at);
        };
    }

    /** What is before one place, the middle, and what is after the other place. */
    private static byte[] joined(byte[] line, int before, byte[] middle, int after) {
        byte[] joined = new byte[before + middle.length + line.length - after];
        System.arraycopy(line, 0, joined, 0, before);
        System.arraycopy(middle, 0, joined, before, middle.length);
        System.arraycopy(line, after, joined, before + middle.length, line.length - after);
        return joined;
    }

    private String any(List<String> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
