package org.kafkamqtt.journeys.chaos;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the numbers from 1 on.
 *
 * @param missing numbers that did not arrive
 * @param misplaced numbers that arrived for the first time after a higher one of their topic name
 * @param strange arrivals nobody had sent, or under another topic name
 * @param repeats arrivals of a number that was there already
 * @param unmarked those of the repeats whose delivery was new, so that nobody can tell that they are repeats
 * @param confused arrivals whose delivery had stood with another number
 */
record Verdict(int missing, int misplaced, int strange, int repeats, int unmarked, int confused) {
    /** Looks at all arrivals, in the order of each topic name. */
    static Verdict of(List<Arrival> arrivals, int numbers) {
        BitSet seen = new BitSet();
        Map<String, Integer> highest = new HashMap<>();
        Map<String, Integer> deliveries = new HashMap<>();
        int misplaced = 0;
        int strange = 0;
        int repeats = 0;
        int unmarked = 0;
        int confused = 0;
        for (Arrival arrival : arrivals) {
            int number = arrival.number();
            if (number < 1 || number > numbers || !arrival.topicName().equals(Arrival.topicName(number))) {
                strange++;
                continue;
            }
            Integer before = arrival.delivery().isEmpty() ? null : deliveries.putIfAbsent(arrival.delivery(), number);
            confused += before != null && before != number ? 1 : 0;
            if (seen.get(number)) {
                repeats++;
                unmarked += before == null ? 1 : 0;
            } else {
                seen.set(number);
                misplaced += number < highest.getOrDefault(arrival.topicName(), 0) ? 1 : 0;
                highest.merge(arrival.topicName(), number, Math::max);
            }
        }
        return new Verdict(numbers - seen.cardinality(), misplaced, strange, repeats, unmarked, confused);
    }

    @Override
    public String toString() {
        return missing + " missing, " + misplaced + " out of order, " + strange + " strange, " + repeats + " repeated, "
                + unmarked + " of them without a mark, " + confused + " marks confused";
    }
}
