package org.kafkamqtt.consumer.group;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a reset does to one partition.
 *
 * @param before what the group has committed there
 * @param after what it is to have
 * @param outcome how far that has come
 * @param note what is special about it, in a few words; may be empty
 */
public record Move(Kept before, Kept after, Outcome outcome, String note) {
    /** How far a partition has come. */
    public enum Outcome {
        /** It would be moved. */
        PLANNED,
        /** It was moved, and read back. */
        RESET,
        /** It is there already. */
        UNCHANGED,
        /** It cannot be moved, so it stays where it is. */
        LEFT,
        /** It was to be moved, and could not be, or is elsewhere now. */
        FAILED;

        /** As users read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One after which nothing is committed there. */
    public static Move forgetting(Kept before) {
        Kept nothing = new Kept(
                before.group(), before.partition(), before.topicId(), OptionalLong.empty(), Optional.empty(), "");
        return new Move(before, nothing, Outcome.PLANNED, "");
    }

    /** The same with another outcome. */
    public Move ended(Outcome other, String why) {
        return new Move(before, after, other, why.isEmpty() ? note : why);
    }

    /** What became of it, by what is committed now. */
    public Move readBack(OptionalLong now) {
        if (outcome != Outcome.PLANNED) {
            return this;
        }
        return now.equals(after.offset())
                ? ended(Outcome.RESET, "")
                : ended(
                        Outcome.FAILED,
                        now.isPresent() ? "reads back as " + now.getAsLong() : "nothing is committed now");
    }

    /** Whether it is not where it was to be. */
    public boolean missed() {
        return outcome == Outcome.FAILED || outcome == Outcome.LEFT;
    }
}
