package org.kafkamqtt.balancer.cli;

/** The classes of clients that put every key in the same place. */
final class RuleClass {
    private RuleClass() {}

    /** The class's letter and formula. */
    static String of(String rule) {
        return switch (rule) {
            case "A" -> "A (murmur2 & 0x7fffffff) % n: Java, most others";
            case "B" -> "B unsigned crc32 % n: librdkafka's default";
            case "C" -> "C |signed fnv1a % n|: Sarama's default";
            case "D" -> "D (fnv1a & 0x7fffffff) % n: Sarama's reference";
            case "E" -> "E |signed crc32 % n|: the old signed CRC";
            case "F" -> "F (crc32 & 0x7fffffff) % n: masked CRC";
            case "G" -> "G unsigned fnv1a % n";
            case "H" -> "H unsigned murmur2 % n: as A only where n is a power of two";
            case "I" -> "I alone";
            case "own" -> "a rule of our own";
            default -> "the key has no say";
        };
    }
}
