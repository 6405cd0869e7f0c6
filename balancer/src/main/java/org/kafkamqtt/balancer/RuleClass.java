package org.kafkamqtt.balancer;

import java.util.Arrays;

/**
 * The clients that put every key in the same place, a letter for each such class.
 *
 * <p>What belongs to none of them has a label too, since every balancer is listed with one.
 */
enum RuleClass {
    A("(murmur2 & 0x7fffffff) % n", ": Java, most others"),
    B("unsigned crc32 % n", ": librdkafka's default"),
    C("|signed fnv1a % n|", ": Sarama's default"),
    D("(fnv1a & 0x7fffffff) % n", ": Sarama's reference"),
    E("|signed crc32 % n|", ": the old signed CRC"),
    F("(crc32 & 0x7fffffff) % n", ": masked CRC"),
    G("unsigned fnv1a % n", ""),
    H("unsigned murmur2 % n", ": as A only where n is a power of two"),
    /** A client that agrees with no other. */
    I("I", "", "I alone"),
    /** A rule that no client has. */
    OWN("own", "", "a rule of our own"),
    /** Not a rule for keys. */
    UNKEYED("-", "", "the key has no say");

    private final String label;
    private final String formula;
    private final String words;

    /**
     * @param known what is said of it after the formula
     */
    RuleClass(String formula, String known) {
        this.label = name();
        this.formula = formula;
        this.words = name() + " " + formula + known;
    }

    RuleClass(String label, String formula, String words) {
        this.label = label;
        this.formula = formula;
        this.words = words;
    }

    /** The class of this label; a label that is none says nothing of keys. */
    static RuleClass of(String label) {
        return Arrays.stream(values())
                .filter(known -> known.label.equals(label))
                .findFirst()
                .orElse(UNKEYED);
    }

    /** Its letter, or what stands for one: {@link Definition#rule}. */
    String label() {
        return label;
    }

    /** From the key to the index among n partitions; empty where the members have no formula in common. */
    String formula() {
        return formula;
    }

    /** Letter, formula and its best known member. */
    String words() {
        return words;
    }

    /** Whether the members agree on every key. */
    boolean agrees() {
        return !formula.isEmpty();
    }
}
