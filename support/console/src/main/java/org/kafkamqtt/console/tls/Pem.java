package org.kafkamqtt.console.tls;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PEM as programs and people leave it (RFC 7468, RFC 1421): with comments, other line ends, a byte order mark. */
final class Pem {
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+?)-----");

    private Pem() {}

    static List<Block> blocks(KeySource source) {
        String text = text(source.bytes());
        List<Block> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        for (int at = 0; begin.find(at); ) {
            String label = begin.group(1);
            int end = text.indexOf("-----END " + label + "-----", begin.end());
            int next = text.indexOf("-----BEGIN ", begin.end());
            int line = 1
                    + (int) text.substring(0, begin.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            if (end < 0 || (next >= 0 && next < end)) {
                throw source.failure(
                        "the " + label + " that begins in line " + line + " has no end; is the file cut short?");
            }
            blocks.add(Block.ofPem(source, label, text.substring(begin.end(), end), line));
            at = end;
        }
        return blocks;
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, charset(bytes)).replace("\ufeff", "");
        // As in a line of a properties file or an environment variable.
        return text.replace("\\n", "\n").replace("\r\n", "\n").replace('\r', '\n');
    }

    private static Charset charset(byte[] bytes) {
        boolean wide = bytes.length > 2;
        if (wide && ((bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) || bytes[1] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if (wide && ((bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) || bytes[0] == 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    /** A block with lines of 64 letters. */
    static String written(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }
}
