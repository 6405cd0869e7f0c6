package org.kafkamqtt.producer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.Escapes;
import org.kafkamqtt.console.Failure;

/**
 * How a record stands in the input, with rpk's tokens: {@code %t} topic, {@code %k} key, {@code %v} value, {@code %p}
 * partition, {@code %d} time in milliseconds, {@code %K %V} sizes of key and value; {@code %k{hex}}, {@code %k{base64}}, and
 * sizes {@code {big8} {big16} {big32} {big64} {little8} ...}, decimal without. Text between them stands for itself.
 *
 * <p>A token without a size reads up to the text behind it, so it must have some.
 */
final class InputTemplate {
    private static final Pattern TOKEN = Pattern.compile("%(?:%|([tkvpdKV])(?:\\{([a-z0-9]+)})?)");
    private static final Pattern BINARY = Pattern.compile("(big|little)(8|16|32|64)");

    private final List<Part> parts;

    private InputTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * One part of the template.
     *
     * @param letter of the token, {@code '='} for text that stands for itself
     * @param modifier of the token, may be empty
     * @param text that stands for itself
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, never compared
    record Part(char letter, String modifier, byte[] text) {
        boolean isText() {
            return letter == '=';
        }

        boolean isSize() {
            return letter == 'K' || letter == 'V';
        }
    }

    /**
     * Reads a template.
     *
     * @throws Failure status 2 with the place of what is unknown or cannot be told apart
     */
    static InputTemplate parse(String template) {
        List<Part> parts = new ArrayList<>();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        int at = 0;
        while (at < template.length()) {
            int percent = template.indexOf('%', at);
            int end = percent < 0 ? template.length() : percent;
            plain.writeBytes(Escapes.bytes(template.substring(at, end)));
            if (percent < 0) {
                break;
            }
            Matcher token = TOKEN.matcher(template).region(percent, template.length());
            if (!token.lookingAt()) {
                throw refused(template, percent, "is no token, known are %t %k %v %p %d %K %V %%");
            }
            at = token.end();
            if (token.group(1) == null) {
                plain.write('%');
                continue;
            }
            addText(parts, plain);
            parts.add(token(template, percent, token));
        }
        addText(parts, plain);
        check(template, parts);
        return new InputTemplate(parts);
    }

    private static void addText(List<Part> parts, ByteArrayOutputStream plain) {
        if (plain.size() > 0) {
            parts.add(new Part('=', "", plain.toByteArray()));
            plain.reset();
        }
    }

    private static Part token(String template, int at, Matcher token) {
        String modifier = token.group(2) == null ? "" : token.group(2);
        char letter = token.group(1).charAt(0);
        boolean number = "pdKV".indexOf(letter) >= 0;
        boolean known =
                modifier.isEmpty() || (number ? BINARY.matcher(modifier).matches() : modifier.matches("hex|base64"));
        if (!known) {
            throw refused(template, at, "has a modifier that is not known there");
        }
        return new Part(letter, modifier, new byte[0]);
    }

    private static void check(String template, List<Part> parts) {
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean textBehind = i + 1 < parts.size() && parts.get(i + 1).isText();
            boolean fixed =
                    part.isText() || BINARY.matcher(part.modifier()).matches() || sized(parts, i, part.letter());
            if (!fixed && !textBehind) {
                throw refused(
                        template, template.length(), "%" + part.letter() + " has neither a size nor text behind it");
            }
        }
        if (parts.stream().noneMatch(part -> part.letter() == 'v' || part.letter() == 'k')) {
            throw refused(template, template.length(), "it has neither %k nor %v");
        }
    }

    private static boolean sized(List<Part> parts, int before, char letter) {
        char size = Character.toUpperCase(letter);
        return (letter == 'k' || letter == 'v')
                && parts.subList(0, before).stream().anyMatch(part -> part.letter() == size);
    }

    private static Failure refused(String template, int at, String clause) {
        return Failure.usage("-f '" + template + "', character " + (at + 1) + ": " + clause);
    }

    /**
     * Reads one record.
     *
     * @return false at the end of the input
     * @throws BadRecord if what stands there is no such record
     */
    boolean read(ByteWindow in, Draft draft) throws java.io.IOException, BadRecord {
        if (!in.has(1)) {
            return false;
        }
        long keySize = -1;
        long valueSize = -1;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            byte[] behind = i + 1 < parts.size() && parts.get(i + 1).isText()
                    ? parts.get(i + 1).text()
                    : null;
            switch (part.letter()) {
                case '=' -> expect(in, part.text(), i == parts.size() - 1);
                case 'K' -> keySize = size(in, part, behind);
                case 'V' -> valueSize = size(in, part, behind);
                case 'k' -> draft.key = decoded(part, bytes(in, keySize, behind));
                case 'v' -> draft.value = decoded(part, bytes(in, valueSize, behind));
                case 't' -> draft.topic = new String(decoded(part, bytes(in, -1, behind)), StandardCharsets.UTF_8);
                case 'p' -> draft.partition = (int) Math.min(Integer.MAX_VALUE, size(in, part, behind));
                default -> draft.timestamp = size(in, part, behind);
            }
        }
        return true;
    }

    private static void expect(ByteWindow in, byte[] text, boolean last) throws java.io.IOException, BadRecord {
        byte[] found = in.take(text.length);
        // A missing last line end is no loss.
        if (!Arrays.equals(found, text) && !(last && found.length == 0)) {
            throw new BadRecord("found '" + printable(found) + "' where the template has '" + printable(text) + "'");
        }
    }

    private static byte[] bytes(ByteWindow in, long size, byte @Nullable [] behind)
            throws java.io.IOException, BadRecord {
        if (size < 0) {
            return in.takeUntil(behind == null ? new byte[0] : behind);
        }
        byte[] found = in.take((int) Math.min(Integer.MAX_VALUE - 16, size));
        if (found.length < size) {
            throw new BadRecord("the input ends " + (size - found.length) + " bytes before the size it gives");
        }
        return found;
    }

    private static long size(ByteWindow in, Part part, byte @Nullable [] behind) throws java.io.IOException, BadRecord {
        Matcher binary = BINARY.matcher(part.modifier());
        OptionalLong number = binary.matches()
                ? binary(in.take(Integer.parseInt(binary.group(2)) / 8), binary)
                : decimal(in.takeUntil(behind == null ? new byte[0] : behind));
        return number.orElseThrow(() -> new BadRecord("%" + part.letter() + " is no number"));
    }

    private static OptionalLong binary(byte[] bytes, Matcher form) {
        long number = 0;
        for (int i = 0; i < bytes.length; i++) {
            int at = form.group(1).equals("big") ? i : bytes.length - 1 - i;
            number = number << 8 | bytes[at] & 0xff;
        }
        return bytes.length * 8 == Integer.parseInt(form.group(2)) && number >= 0
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }

    private static OptionalLong decimal(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static byte[] decoded(Part part, byte[] bytes) throws BadRecord {
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
