package org.kafkamqtt.balancer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Balancers of our own that put messages where somebody said: in a header, a range or a table. */
final class Placed {
    private Placed() {}

    /** The partition that a header names in decimal. */
    record Manual(String header) implements Balancer {
        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] value = message.header(header);
            if (value == null) {
                throw new BalancerException("found no header '" + header + "' that names the partition");
            }
            return partition(new String(value, StandardCharsets.UTF_8), "header '" + header + "'");
        }
    }

    /** Lines {@code KEY TAB PARTITION}; the line {@code * TAB PARTITION} is for all other keys. */
    static Balancer table(Path file) {
        Map<String, Integer> rows = new HashMap<>();
        rows(file).forEach(row -> rows.put(row[0], partition(row[1], file.toString())));
        Integer others = rows.get("*");
        return new ByText(file, key -> rows.getOrDefault(key, others));
    }

    /** Lines {@code FIRST-KEY TAB PARTITION}: a key belongs to the last line whose first key is not above it. */
    static Balancer range(Path file) {
        TreeMap<String, Integer> rows = new TreeMap<>();
        rows(file).forEach(row -> rows.put(row[0], partition(row[1], file.toString())));
        return new ByText(file, key -> {
            Map.Entry<String, Integer> row = rows.floorEntry(key);
            return row == null ? null : row.getValue();
        });
    }

    private interface Lookup {
        @Nullable
        Integer find(String key);
    }

    private record ByText(Path file, Lookup lookup) implements Balancer {
        @Override
        public int choose(Message message, Partitions partitions) {
            byte[] key = message.key();
            String text = key == null ? "" : new String(key, StandardCharsets.UTF_8);
            Integer partition = lookup.find(text);
            if (partition == null) {
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
            throw new BalancerException("'" + text + "' in " + where + " is no partition number");
        }
        return Integer.parseInt(text.strip());
    }

    private static List<String[]> rows(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> row(file, line))
                    .toList();
        } catch (IOException e) {
            throw new BalancerException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String[] row(Path file, String line) {
        int tab = line.lastIndexOf('\t');
        if (tab < 0) {
            throw new BalancerException("'" + line + "' in " + file + " is not KEY, tab, PARTITION");
        }
        return new String[] {line.substring(0, tab), line.substring(tab + 1)};
    }
}
