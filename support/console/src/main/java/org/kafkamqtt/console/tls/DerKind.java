package org.kafkamqtt.console.tls;

/** What a DER file holds, by its shape, as the label it would have in PEM. */
final class DerKind {
    static final String UNKNOWN = "UNKNOWN DER";

    private DerKind() {}

    static String label(byte[] bytes) {
        try {
            return ofShape(new DerInput(bytes).sequence());
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    private static String ofShape(DerInput inside) {
        if (inside.nextIs(DerInput.OBJECT)) {
            return "PKCS7";
        }
        if (inside.nextIs(DerInput.INTEGER)) {
            inside.enter(DerInput.INTEGER);
            return inside.nextIs(DerInput.SEQUENCE)
                    ? "PRIVATE KEY"
                    : inside.nextIs(DerInput.BYTES)
                            ? "EC PRIVATE KEY"
                            : inside.nextIs(DerInput.INTEGER) ? "RSA PRIVATE KEY" : UNKNOWN;
        }
        DerInput first = inside.sequence();
        if (inside.nextIs(DerInput.BYTES)) {
            return "ENCRYPTED PRIVATE KEY";
        }
        if (inside.nextIs(DerInput.BITS)) {
            return "PUBLIC KEY";
        }
        return signed(first);
    }

    /** A certificate has a tagged version or, as version 1, none; a request has no validity. */
    private static String signed(DerInput inside) {
        if (inside.nextIs(DerInput.TAGGED_0)) {
            return "CERTIFICATE";
        }
        inside.enter(DerInput.INTEGER);
        inside.sequence();
        inside.sequence();
        return inside.nextIs(DerInput.SEQUENCE) ? "CERTIFICATE" : "CERTIFICATE REQUEST";
    }
}
