package org.kafkamqtt.balancer.cli.study;

import java.util.Locale;
import org.kafkamqtt.console.text.Figures;

/** A column of the comparison, the same in the terminal and on the page. */
public enum Measure {
    ORDERING("ordering") {
        @Override
        public String of(Load load) {
            return switch (load.ordering()) {
                case PER_KEY -> "per key";
                case KEY_SPLITTING -> "split";
                case NONE -> "none";
            };
        }

        @Override
        public String meaning(int partitions, boolean weighted) {
            return "promise for a key: one partition (per key), several (split), none";
        }
    },
    FULLEST("max/avg") {
        @Override
        public String of(Load load) {
            return ratio(load.maxOverAverage());
        }

        @Override
        public String meaning(int partitions, boolean weighted) {
            return weighted
                    ? "fullest partition / average, or / what its weight asks for; best: 1"
                    : "records on the fullest partition / average; best: 1";
        }
    },
    VARIATION("cv") {
        @Override
        public String of(Load load) {
            return ratio(load.variation());
        }

        @Override
        public String meaning(int partitions, boolean weighted) {
            return "coefficient of variation: standard deviation / average; best: 0";
        }
    },
    CHI_SQUARED("chi²") {
        @Override
        public String of(Load load) {
            double chi = load.chiSquared();
            return chi < 100 ? String.format(Locale.ROOT, "%.1f", chi) : Figures.count(Math.round(chi));
        }

        @Override
        public String meaning(int partitions, boolean weighted) {
            return "test for evenness: about " + Figures.count(partitions - 1) + " if random, far more if uneven";
        }
    },
    HOT_KEY("hot key") {
        @Override
        public String of(Load load) {
            return Figures.count(load.hottestUses());
        }

        @Override
        public String meaning(int partitions, boolean weighted) {
            return "partitions used by the most frequent key; 1 keeps its order";
        }
    },
    MOVED("moved") {
        @Override
        public String of(Load load) {
            return Double.isNaN(load.moved()) ? "-" : percent(load.moved());
        }

        @Override
        public String meaning(int partitions, boolean weighted) {
            return "records whose key moves if the topic grows by one partition";
        }
    };

    private final String heading;

    Measure(String heading) {
        this.heading = heading;
    }

    public String heading() {
        return heading;
    }

    /** The value of one balancer, as people read it. */
    public abstract String of(Load load);

    /**
     * What it is, in one line.
     *
     * @param weighted whether some balancer was asked for unequal shares
     */
    public abstract String meaning(int partitions, boolean weighted);

    /** A ratio with three decimals, as long as those matter: {@code 1.004}, {@code 38.2}, {@code 1,204}. */
    public static String ratio(double ratio) {
        if (Double.isInfinite(ratio)) {
            return "∞";
        }
        return String.format(Locale.ROOT, ratio < 10 ? "%.3f" : ratio < 1000 ? "%.1f" : "%,.0f", ratio);
    }

    /** A share with one decimal, with two where it is small. */
    public static String percent(double share) {
        if (share > 0 && share < 0.00005) {
            return "<0.01 %";
        }
        return String.format(Locale.ROOT, share == 0 || share >= 0.00995 ? "%.1f %%" : "%.2f %%", 100 * share);
    }
}
