package org.kafkamqtt.console.tls;

import java.nio.charset.StandardCharsets;

/** The format of keys and certificates, recognised by the bytes and not by the name of the file. */
enum Form {
    PEM("it is PEM"),
    DER("it is DER"),
    PKCS12("it is a PKCS12 store"),
    JKS("it is a JKS store"),
    JCEKS("it is a JCEKS store"),
    EMPTY("it is empty"),
    OTHER("it is neither PEM nor DER nor a PKCS12 or JKS store");

    private static final int JKS_MAGIC = 0xfeedfeed;
    private static final int JCEKS_MAGIC = 0xcececece;

    private final String meaning;

    Form(String meaning) {
        this.meaning = meaning;
    }

    static Form of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.isBlank() || text.equals("\u00ef\u00bb\u00bf")) {
            return EMPTY;
        }
        if (bytes.length > 4) {
            int magic = (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
            if (magic == JKS_MAGIC || magic == JCEKS_MAGIC) {
                return magic == JKS_MAGIC ? JKS : JCEKS;
            }
        }
        // UTF-16, as Windows redirects it, has a zero between the letters.
        if (text.replace("\0", "").contains("-----BEGIN ")) {
            return PEM;
        }
        return isPkcs12(bytes) ? PKCS12 : isDer(bytes) ? DER : OTHER;
    }

    private static boolean isDer(byte[] bytes) {
        try {
            return new DerInput(bytes).sequence().hasNext();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 7292: a sequence that begins with version 3 and another sequence, as no key or certificate does. */
    private static boolean isPkcs12(byte[] bytes) {
        try {
            DerInput inside = new DerInput(bytes).sequence();
            return inside.nextIs(DerInput.INTEGER) && inside.integer() == 3 && inside.nextIs(DerInput.SEQUENCE);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    boolean isStore() {
        return this == PKCS12 || this == JKS || this == JCEKS;
    }

    String meaning() {
        return meaning;
    }
}
