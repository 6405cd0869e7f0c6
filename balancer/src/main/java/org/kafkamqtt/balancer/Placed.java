package org.kafkamqtt.balancer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** Balancers of our own that place messages as told: by a header, a range or a table. */
final class Placed {
    private Placed() {}

    /** The partition that a header names in decimal. */
    record Manual(String header) implements Balancer, Promising {
        @Override
        public String promise(String key) {
            return "header '" + header + "' names the partition";
        }

        @Override
        public String promise(Message message, String key) {
            return promise(key);
        }

        @Override
        public boolean decides(Message message) {
            return true;
        }

        @Override
        public boolean readsHeaders() {
            return true;
        }

        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] value = message.header(header);
            if (value == null) {
                throw new BalancerException("found no header '" + header + "' with the partition");
            }
            return partition(new String(value, StandardCharsets.UTF_8), "header '" + header + "'");
        }
    }

    /** The one of UTF-8, read as Latin-1: some editors write it at the start of a file, and no key begins with it. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** Lines {@code KEY TAB PARTITION}; the line {@code * TAB PARTITION} is for all other keys. */
    static Balancer table(Path file) {
        Rows rows = rows(file);
        int others = rows.find(new byte[] {'*'});
        return new ByFile(file, key -> {
            int row = rows.find(key);
            return row >= 0 ? rows.partitions[row] : others >= 0 ? rows.partitions[others] : NO_LINE;
        });
    }

    /** Lines {@code FIRST-KEY TAB PARTITION}: a key belongs to the last line whose first key is not above it. */
    static Balancer range(Path file) {
        Rows rows = rows(file);
        return new ByFile(file, key -> {
            int row = rows.find(key);
            int floor = row >= 0 ? row : -row - 2;
            return floor >= 0 ? rows.partitions[floor] : NO_LINE;
        });
    }

    private static final int NO_LINE = -1;
    private static final byte[] EMPTY = {};

    interface Lookup {
        /** The partition for the key, or {@link #NO_LINE}. */
        int find(byte[] key);
    }

    /** Keys in the order of their unsigned bytes, each with its partition. */
    private static final class Rows {
        private final byte[][] keys;
        private final int[] partitions;

        Rows(SortedMap<byte[], Integer> rows) {
            keys = rows.keySet().toArray(byte[][]::new);
            partitions = rows.values().stream().mapToInt(Integer::intValue).toArray();
        }

        /** As {@link Arrays#binarySearch}: the place of the key, or where it would be. */
        int find(byte[] key) {
            return Arrays.binarySearch(keys, key, Arrays::compareUnsigned);
        }
    }

    record ByFile(Path file, Lookup lookup) implements Balancer {
        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            int partition = lookup.find(key == null ? EMPTY : key);
            if (partition == NO_LINE) {
                throw new BalancerException("found no line for this key in " + file);
            }
            return partition;
        }

        @Override
        public Ordering ordering() {
            return Ordering.PER_KEY;
        }
    }

    private static int partition(String text, String where) {
        if (!text.strip().matches("\\d{1,9}")) {
            throw new BalancerException("'" + text + "' in " + where + " is not a partition number");
        }
        return Integer.parseInt(text.strip());
    }

    private static Rows rows(Path file) {
        TreeMap<byte[], Integer> rows = new TreeMap<>(Arrays::compareUnsigned);
        try {
            int number = 0;
            // As Latin-1 every byte is a letter and back: keys are bytes, whatever they mean.
            for (String text : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                number++;
                String where = file + ":" + number;
                String line = number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(3) : text;
                if (line.indexOf('\0') >= 0) {
                    throw new BalancerException(where + " holds a NUL byte; if it is UTF-16, save it as UTF-8");
                }
                if (!line.isBlank() && !line.startsWith("#")) {
                    int tab = tab(where, line);
                    byte[] key = line.substring(0, tab).getBytes(StandardCharsets.ISO_8859_1);
                    rows.put(key, partition(line.substring(tab + 1), where));
                }
            }
        } catch (IOException e) {
            throw new BalancerException("cannot read " + file + ": " + Trouble.why(file), e);
        }
        return new Rows(rows);
    }

    private static int tab(String where, String line) {
        int tab = line.lastIndexOf('\t');
        if (tab < 0) {
            String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            throw new BalancerException("'" + text + "' in " + where + " is not KEY, tab, PARTITION");
        }
        return tab;
    }
}
