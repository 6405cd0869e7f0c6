package org.kafkamqtt.consumer.group;

import java.util.List;
import org.kafkamqtt.consumer.select.Point;

/** Where a reset is to put a group. */
public sealed interface Target {
    /** The same place of each partition. */
    record To(Point point) implements Target {}

    /** This many records on from where the group is, or back if it is negative. */
    record Shift(long by) implements Target {}

    /** Where it once was. */
    record Back(List<Kept> offsets) implements Target {
        /** Copies the list. */
        public Back {
            offsets = List.copyOf(offsets);
        }
    }
}
