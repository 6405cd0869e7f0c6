package org.kafkamqtt.consumer.select;

/** A place in a partition, as a user can name it before the partition is looked up. */
public sealed interface Point {

    /** The oldest record that is still there. */
    record Beginning() implements Point {}

    /** After the newest record. */
    record End() implements Point {}

    /** Where the group has committed, or the beginning if it has not. */
    record Stored() implements Point {}

    /** The record with this offset, 0 or more. */
    record At(long offset) implements Point {}

    /** This many offsets after the beginning. */
    record AfterBeginning(long count) implements Point {}

    /** This many offsets before the end. */
    record BeforeEnd(long count) implements Point {}

    /** The first record with this timestamp, in milliseconds since 1970, or a later one. */
    record Time(long millis) implements Point {}
}
