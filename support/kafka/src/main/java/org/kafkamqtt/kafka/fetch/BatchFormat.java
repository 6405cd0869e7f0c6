package org.kafkamqtt.kafka.fetch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Where the fields of a batch are (Kafka protocol guide, "Record Batch"; magic 2). */
final class BatchFormat {
    /** Bytes before the records. */
    static final int HEADER = 61;
    /** Bytes before those that the length counts. */
    static final int OVERHEAD = 12;
    /** Bytes up to the magic number, which is at the same place in all formats. */
    static final int TO_MAGIC = 17;

    private static final int CRC_FROM = 21;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BatchFormat() {}

    static int intAt(byte[] array, int at) {
        return (int) INTS.get(array, at);
    }

    static long longAt(byte[] array, int at) {
        return (long) LONGS.get(array, at);
    }

    static long baseOffset(byte[] array, int batch) {
        return longAt(array, batch);
    }

    /** Bytes of the whole batch. */
    static int size(byte[] array, int batch) {
        return OVERHEAD + intAt(array, batch + 8);
    }

    static int leaderEpoch(byte[] array, int batch) {
        return intAt(array, batch + 12);
    }

    static int magic(byte[] array, int batch) {
        return array[batch + 16];
    }

    static long lastOffset(byte[] array, int batch) {
        return baseOffset(array, batch) + intAt(array, batch + 23);
    }

    static int codec(byte[] array, int batch) {
        return array[batch + 22] & 7;
    }

    static boolean logAppendTime(byte[] array, int batch) {
        return (array[batch + 22] & 8) != 0;
    }

    /** Whether it was renewed from a format without timestamps. */
    static boolean untimed(byte[] array, int batch) {
        return (array[batch + Codec.SPARE_ATTRIBUTES] & Codec.UNTIMED) != 0;
    }

    static boolean transactional(byte[] array, int batch) {
        return (array[batch + 22] & 16) != 0;
    }

    static boolean control(byte[] array, int batch) {
        return (array[batch + 22] & 32) != 0;
    }

    static long baseTimestamp(byte[] array, int batch) {
        return longAt(array, batch + 27);
    }

    static long maxTimestamp(byte[] array, int batch) {
        return longAt(array, batch + 35);
    }

    static long producerId(byte[] array, int batch) {
        return longAt(array, batch + 43);
    }

    static int count(byte[] array, int batch) {
        return intAt(array, batch + 57);
    }

    /** Whether the checksum is that of the bytes. */
    static boolean intact(byte[] array, int batch, CRC32C crc) {
        crc.reset();
        crc.update(array, batch + CRC_FROM, size(array, batch) - CRC_FROM);
        return (int) crc.getValue() == intAt(array, batch + 17);
    }
}
