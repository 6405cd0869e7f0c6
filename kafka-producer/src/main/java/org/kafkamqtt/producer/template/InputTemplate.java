package org.kafkamqtt.producer.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.json.Header;
import org.kafkamqtt.console.json.MalformedLine;
import org.kafkamqtt.console.json.Timestamps;
import org.kafkamqtt.console.text.Figures;
import org.kafkamqtt.producer.record.BadRecord;
import org.kafkamqtt.producer.record.Draft;
import org.kafkamqtt.producer.record.Encodings;

/**
 * How a record is laid out in the input, in rpk's tokens: {@code %t} topic, {@code %k} key, {@code %v} value, {@code %p}
 * partition, {@code %d} time in milliseconds, {@code %K %V} sizes of key and value, {@code %H} the number of headers and
 * {@code %h{%k=%v,}} the layout of each. Bytes may be {@code {hex}}, {@code {base64}}, {@code {json}} (one value), {@code
 * {re[...]}} or a number of bytes; sizes {@code {big8} {big16} {big32} {big64} {little8} ...}, decimal without. Text between
 * them is literal.
 *
 * <p>A token of unknown length reads up to the text after it, so there must be some.
 */
public final class InputTemplate {
    private static final int FIRST_LOOK = 256;

    private final List<TemplatePart> parts;
    private final boolean whole;

    /**
     * @param whole whether the last text may be missing at the end of the input
     */
    InputTemplate(List<TemplatePart> parts, boolean whole) {
        this.parts = List.copyOf(parts);
        this.whole = whole;
    }

    /**
     * Reads a template.
     *
     * @throws Failure status 2 with the place of the first token that is unknown or ambiguous
     */
    public static InputTemplate parse(String template) {
        return new InputTemplate(TemplateParser.parse(template), true);
    }

    /**
     * Reads one record.
     *
     * @return false at the end of the input
     * @throws BadRecord if the input does not match the template
     */
    boolean read(ByteWindow in, Draft draft) throws IOException, BadRecord {
        if (!in.has(1)) {
            return false;
        }
        long before = in.position();
        fill(in, draft);
        if (in.position() == before) {
            throw new BadRecord("the template takes nothing from the input here, so it would never get any further");
        }
        return true;
    }

    private void fill(ByteWindow in, Draft draft) throws IOException, BadRecord {
        long keySize = -1;
        long valueSize = -1;
        long headers = 0;
        for (int i = 0; i < parts.size(); i++) {
            TemplatePart part = parts.get(i);
            byte[] behind = i + 1 < parts.size() && parts.get(i + 1).isText()
                    ? parts.get(i + 1).text()
                    : new byte[0];
            switch (part.letter()) {
                case '=' -> expect(in, part.text(), whole && i == parts.size() - 1);
                case 'K' -> keySize = number(in, part, behind);
                case 'V' -> valueSize = number(in, part, behind);
                case 'H' -> headers = number(in, part, behind);
                case 'k' -> draft.setKey(bytes(in, part, keySize, behind));
                case 'v' -> draft.setValue(bytes(in, part, valueSize, behind));
                case 'h' -> headers(in, part, headers, draft);
                case 't' -> draft.topic = new String(bytes(in, part, -1, behind), StandardCharsets.UTF_8);
                case 'p' -> draft.partition = (int) Math.min(Integer.MAX_VALUE, number(in, part, behind));
                default -> draft.timestamp = time(in, part, behind);
            }
        }
    }

    private static void headers(ByteWindow in, TemplatePart part, long count, Draft draft)
            throws IOException, BadRecord {
        InputTemplate inner = Objects.requireNonNull(part.inner());
        Draft header = new Draft();
        for (long i = 0; i < count; i++) {
            header.clear();
            if (!inner.read(in, header)) {
                throw new BadRecord(
                        "the input ends " + Figures.count(count - i, "header") + " before the number it gives");
            }
            int length = Math.max(0, header.keyLength());
            String name = new String(header.keyArray(), header.keyOffset(), length, StandardCharsets.UTF_8);
            draft.headers.add(new Header(name, header.keptValue()));
        }
    }

    private static void expect(ByteWindow in, byte[] text, boolean last) throws IOException, BadRecord {
        byte[] found = in.take(text.length);
        // The last line end may be missing.
        if (!Arrays.equals(found, text) && !(last && found.length == 0)) {
            throw new BadRecord("found '" + printable(found) + "' where the template has '" + printable(text) + "'");
        }
    }

    private static byte[] bytes(ByteWindow in, TemplatePart part, long size, byte[] behind)
            throws IOException, BadRecord {
        if (part.modifier().equals("json") && size < 0) {
            return JsonText.take(in);
        }
        Pattern expression = part.expression();
        if (expression != null && size < 0) {
            return readMatch(in, part, expression);
        }
        long fixed = size < 0 ? part.fixedSize() : size;
        return decoded(part, fixed < 0 ? in.takeUntil(behind) : readSized(in, fixed));
    }

    private static byte[] readSized(ByteWindow in, long size) throws IOException, BadRecord {
        byte[] found = in.take((int) Math.min(Integer.MAX_VALUE - 16, size));
        if (found.length < size) {
            throw new BadRecord(
                    "the input ends " + Figures.count(size - found.length, "byte") + " before the size it gives");
        }
        return found;
    }

    /** The match of the expression here, a character for each byte; looks further while more input could change it. */
    private static byte[] readMatch(ByteWindow in, TemplatePart part, Pattern expression)
            throws IOException, BadRecord {
        int look = FIRST_LOOK;
        String text = in.ahead(look);
        Matcher matcher = expression.matcher(text);
        boolean found = matcher.lookingAt();
        while (matcher.hitEnd() && text.length() == look) {
            look *= 2;
            text = in.ahead(look);
            matcher = expression.matcher(text);
            found = matcher.lookingAt();
        }
        if (!found) {
            throw new BadRecord("%" + part.letter() + " does not match " + expression);
        }
        return in.take(matcher.end());
    }

    private static long number(ByteWindow in, TemplatePart part, byte[] behind) throws IOException, BadRecord {
        Matcher binary = part.binary();
        OptionalLong number = binary.matches()
                ? binary(in.take(Integer.parseInt(binary.group(2)) / 8), binary)
                : decimal(in.takeUntil(behind));
        return number.orElseThrow(() -> new BadRecord("%" + part.letter() + " is not a number"));
    }

    /** A time in milliseconds, {@link Draft#NOW} for the -1 of a record that has none. */
    private static long time(ByteWindow in, TemplatePart part, byte[] behind) throws IOException, BadRecord {
        Matcher form = part.binary();
        String text = form.matches()
                ? Long.toString(bits(readSized(in, Integer.parseInt(form.group(2)) / 8), form))
                : new String(in.takeUntil(behind), StandardCharsets.ISO_8859_1);
        try {
            return Timestamps.number(text).orElse(Draft.NOW);
        } catch (MalformedLine e) {
            throw new BadRecord("%" + part.letter() + " " + e.clause());
        }
    }

    private static OptionalLong binary(byte[] bytes, Matcher form) {
        long number = bits(bytes, form);
        return bytes.length * 8 == Integer.parseInt(form.group(2)) && number >= 0
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    private static long bits(byte[] bytes, Matcher form) {
        long number = 0;
        for (int i = 0; i < bytes.length; i++) {
            int at = form.group(1).equals("big") ? i : bytes.length - 1 - i;
            number = number << 8 | bytes[at] & 0xff;
        }
        return number;
    }

    private static OptionalLong decimal(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static byte[] decoded(TemplatePart part, byte[] bytes) throws BadRecord {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            return switch (part.modifier()) {
                case "hex" -> HexFormat.of().parseHex(text);
                case "base64" -> Base64.getDecoder().decode(text);
                default -> bytes;
            };
        } catch (IllegalArgumentException e) {
            throw new BadRecord("%" + part.letter() + " is not " + part.modifier());
        }
    }

    private static String printable(byte[] bytes) {
        return Encodings.shortened(new String(bytes, StandardCharsets.ISO_8859_1)
                .replace("\n", "\\n")
                .replace("\t", "\\t"));
    }
}
