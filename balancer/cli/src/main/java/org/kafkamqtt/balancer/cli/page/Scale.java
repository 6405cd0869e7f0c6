package org.kafkamqtt.balancer.cli.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kafkamqtt.console.text.Figures;

/** An axis: where a value is on it, and which values are written at it. */
sealed interface Scale {
    /** The place of a value, from 0 at the axis's beginning to 1 at its end. */
    double at(double value);

    List<Double> ticks();

    /** A tick as it is written. */
    default String label(double tick) {
        return tick == Math.rint(tick) ? Figures.count((long) tick) : String.format(Locale.ROOT, "%s", tick);
    }

    /** From 0 to the highest value, with ticks at round numbers. */
    static Scale linear(double highest, int intervals) {
        double rough = Math.max(highest, 1e-9) / intervals;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = Stream.of(1.0, 2.0, 2.5, 5.0, 10.0)
                .map(digit -> digit * power)
                .filter(candidate -> candidate >= rough * (1 - 1e-9))
                .findFirst()
                .orElse(10 * power);
        return new Linear(step, highest);
    }

    /** Powers of ten around all values but 0, which is at the beginning. */
    static Scale logarithmic(double lowest, double highest) {
        int first = (int) Math.floor(Math.log10(lowest) + 1e-9);
        return new Logarithmic(first, Math.max(first + 1, (int) Math.ceil(Math.log10(highest) - 1e-9)));
    }

    /** Even steps from 0. */
    record Linear(double step, double highest) implements Scale {
        @Override
        public double at(double value) {
            return Math.min(1, Math.max(0, value / highest));
        }

        @Override
        public List<Double> ticks() {
            return IntStream.rangeClosed(0, (int) (highest / step + 1e-9))
                    .mapToObj(i -> Math.rint(i * step * 1e9) / 1e9)
                    .toList();
        }
    }

    /** Even steps from one power of ten to another. */
    record Logarithmic(int first, int last) implements Scale {
        @Override
        public double at(double value) {
            return value <= 0 ? 0 : Math.min(1, Math.max(0, (Math.log10(value) - first) / (last - first)));
        }

        @Override
        public List<Double> ticks() {
            return IntStream.rangeClosed(first, last)
                    .mapToObj(power -> Math.pow(10, power))
                    .toList();
        }
    }
}
