package org.kafkamqtt.console.tls;

import java.io.ByteArrayOutputStream;

/** The older forms of private keys, put into PKCS #8 (RFC 5208). */
final class Pkcs8 {
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    private static final byte[] EC = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    private Pkcs8() {}

    /** PKCS #1 (RFC 8017). */
    static byte[] ofRsa(byte[] pkcs1) {
        new DerInput(pkcs1).sequence().integer();
        return wrapped(DerInput.SEQUENCE, VERSION_0, RSA, wrapped(DerInput.BYTES, pkcs1));
    }

    /** SEC 1 (RFC 5915): the curve is under tag 0 after the key. */
    static byte[] ofEc(byte[] sec1) {
        DerInput inside = new DerInput(sec1).sequence();
        inside.integer();
        inside.octets();
        byte[] curve = inside.enter(DerInput.TAGGED_0).rest();
        return wrapped(
                DerInput.SEQUENCE, VERSION_0, wrapped(DerInput.SEQUENCE, EC, curve), wrapped(DerInput.BYTES, sec1));
    }

    private static byte[] wrapped(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length >= 0x80) {
            int octets = length > 0xffff ? 3 : length > 0xff ? 2 : 1;
            out.write(0x80 | octets);
            for (int i = octets - 1; i >= 0; i--) {
                out.write(length >> 8 * i);
            }
        } else {
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
