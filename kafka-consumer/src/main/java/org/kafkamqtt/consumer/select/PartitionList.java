package org.kafkamqtt.consumer.select;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kafkamqtt.console.failure.Failure;

/** Partitions as typed after {@code -p}: {@code 0,2-5}. */
public final class PartitionList {
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
    private static final int MOST = 100_000;

    private PartitionList() {}

    /**
     * The partitions, ascending.
     *
     * @throws Failure status 2 if it is not such a list
     */
    public static SortedSet<Integer> parse(String text) {
        return parse(text, "-p " + text);
    }

    /** The same; {@code typed} is what the message repeats. */
    public static SortedSet<Integer> parse(String text, String typed) {
        SortedSet<Integer> partitions = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw refused(typed);
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first || last - first > MOST) {
                throw refused(typed);
            }
            for (int partition = first; partition <= last; partition++) {
                partitions.add(partition);
            }
        }
        return partitions;
    }

    private static Failure refused(String typed) {
        return Failure.usage("'" + typed + "' is not a list of partitions such as 0,2-5");
    }
}
