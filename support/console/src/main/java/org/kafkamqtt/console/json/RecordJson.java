package org.kafkamqtt.console.json;

import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.text.Bytes;
import org.kafkamqtt.console.text.Utf8;

/**
 * Writes the members of our JSON line for a Kafka record: text where the bytes are UTF-8, base64 with its encoding named
 * where they are not, null as null.
 */
public final class RecordJson {
    private static final byte[] BASE64 = "\"base64\"".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private RecordJson() {}

    /** Adds {@code ,"NAME":VALUE} and, for binary values, {@code ,"NAMEEncoding":"base64"}. */
    public static void addMember(Bytes out, String name, byte @Nullable [] value) {
        out.add(",\"").add(name).add("\":");
        if (value == null) {
            out.addJsonNull();
        } else {
            addText(out, name, value, 0, value.length);
        }
    }

    /**
     * Adds the value of a member whose name was added, and, for binary values, {@code ,"NAMEEncoding":"base64"}.
     *
     * @param name of the member
     */
    public static void addText(Bytes out, String name, byte[] value, int offset, int length) {
        addText(out, name, "Encoding", value, offset, length);
    }

    /** Adds the headers as {@code ,"headers":[{"key":...,"value":...}]}; every header in order. */
    public static void addHeaders(Bytes out, Iterable<Header> headers) {
        out.add(",\"headers\":[");
        boolean first = true;
        for (Header header : headers) {
            if (!first) {
                out.add(',');
            }
            addHeader(out, header.key(), header.value());
            first = false;
        }
        out.add(']');
    }

    /** Adds one header object, for writers that hold headers in a form of their own. */
    public static void addHeader(Bytes out, String key, byte @Nullable [] value) {
        out.add("{\"key\":").addJson(key).add(",\"value\":");
        if (value == null) {
            out.addJsonNull();
        } else {
            addText(out, "", "encoding", value, 0, value.length);
        }
        out.add('}');
    }

    /** Most texts need nothing but a look, so that is tried first. */
    private static void addText(
            Bytes out, String encodingPrefix, String encodingSuffix, byte[] value, int offset, int length) {
        if (out.addPlainJson(value, offset, length)) {
            return;
        }
        if (Utf8.isValid(value, offset, length)) {
            out.addJson(value, offset, length);
        } else {
            out.add('"')
                    .addBase64(value, offset, length)
                    .add('"')
                    .add(",\"")
                    .add(encodingPrefix)
                    .add(encodingSuffix)
                    .add("\":")
                    .add(BASE64);
        }
    }
}
