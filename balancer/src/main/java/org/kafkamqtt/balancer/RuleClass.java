package org.kafkamqtt.balancer;

import java.util.Arrays;

/**
 * The clients that put every key in the same place, a letter for each such class.
 *
 * <p>Balancers outside these classes have a label too, since every balancer is listed with one.
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
    I("I", "", "I (own rule, shared with nobody)"),
    /** A rule that no client has. */
    OWN("own", "", "our own, shared with no client"),
    /** Not a rule for keys. */
    UNKEYED("-", "", "the key is ignored");

    private final String label;
    private final String formula;
    private final String words;

    /**
     * @param known follows the formula in its description
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

    /** The class with this label; {@link #UNKEYED} for an unknown one. */
    static RuleClass of(String label) {
        return Arrays.stream(values())
                .filter(known -> known.label.equals(label))
                .findFirst()
                .orElse(UNKEYED);
    }

    /** Its letter, or its substitute: {@link Definition#rule}. */
    String label() {
        return label;
    }

    /** From the key to the index among n partitions; empty if the members have no formula in common. */
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
