package org.kafkamqtt.mqtt.protocol.codec;

/** How many bytes were put out. */
final class Sum implements Output {
    private long bytes;

    long bytes() {
        return bytes;
    }

    @Override
    public void oneByte(int value) {
        bytes++;
    }

    @Override
    public void twoBytes(int value) {
        bytes += 2;
    }

    @Override
    public void fourBytes(long value) {
        bytes += 4;
    }

    @Override
    public void raw(byte[] source, int offset, int length) {
        bytes += length;
    }

    @Override
    public void text(String text) {
        int size = Utf8.size(text);
        if (size > Utf8.MOST) {
            throw new IllegalArgumentException("a text of " + size + " bytes where MQTT allows 65,535");
        }
        bytes += 2L + size;
    }
}
