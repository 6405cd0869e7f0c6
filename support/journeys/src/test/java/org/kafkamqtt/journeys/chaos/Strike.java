package org.kafkamqtt.journeys.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One of four is hit, once so many numbers have arrived.
 *
 * @param at how many different numbers have arrived by then
 */
record Strike(int at, Victim victim, Blow blow) {
    enum Victim {
        RIGHT,
        LEFT,
        KAFKA,
        MOSQUITTO
    }

    enum Blow {
        KILL,
        TERM,
        FREEZE
    }

    /** Every victim is hit by every blow. */
    static final List<Strike> ALL = List.of(Victim.values()).stream()
            .flatMap(victim -> List.of(Blow.values()).stream().map(blow -> of(victim, blow)))
            .toList();

    /** One whose moment is not drawn yet. */
    static Strike of(Victim victim, Blow blow) {
        return new Strike(0, victim, blow);
    }

    /** The strikes in an order and at moments that the seed decides, in the middle nine tenths of a run. */
    static List<Strike> drawn(List<Strike> strikes, int numbers, long seed) {
        Random random = new Random(seed);
        List<Strike> order = new ArrayList<>(strikes);
        Collections.shuffle(order, random);
        int[] moments = random.ints(order.size(), numbers / 20, numbers - numbers / 20)
                .sorted()
                .toArray();
        List<Strike> drawn = new ArrayList<>();
        for (int moment : moments) {
            Strike strike = order.get(drawn.size());
            drawn.add(new Strike(moment, strike.victim(), strike.blow()));
        }
        return drawn;
    }

    @Override
    public String toString() {
        return blow + " " + victim + " at " + at;
    }
}
