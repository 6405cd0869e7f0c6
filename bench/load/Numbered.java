import java.nio.ByteBuffer;

/** Messages of 100 bytes that carry who published them, their number and a time, and the account of those that arrived. */
final class Numbered {
    static final int BYTES = 100;
    private static final byte[] FILL = new byte[BYTES - 20];

    private final long[] next;
    private long arrived;
    private long repeated;

    Numbered(int publishers) {
        next = new long[publishers];
    }

    static void write(ByteBuffer out, int publisher, long number, long time) {
        out.putInt(publisher).putLong(number).putLong(time).put(FILL);
    }

    static long time(ByteBuffer bytes, int from) {
        return bytes.getLong(from + 12);
    }

    /** Counts one; a repeat is only counted as such. */
    boolean count(ByteBuffer bytes, int from, int length) {
        if (length != BYTES) {
            throw new Trouble("a message of " + length + " bytes arrived");
        }
        int publisher = bytes.getInt(from);
        long number = bytes.getLong(from + 4);
        if (number < next[publisher]) {
            repeated++;
            return false;
        }
        if (number > next[publisher]) {
            throw new Trouble("lost or overtaken: " + publisher + " number " + next[publisher] + ", " + number + " is here");
        }
        next[publisher]++;
        arrived++;
        return true;
    }

    long arrived() {
        return arrived;
    }

    long repeated() {
        return repeated;
    }
}
