package org.kafkamqtt.consumer.group;

import java.util.List;
import java.util.OptionalLong;

/**
 * How far a group is behind at one moment.
 *
 * @param places one for each partition of the topics that the group reads, in order
 */
public record GroupLag(Group group, List<Place> places) {
    /** Copies the list, ordered. */
    public GroupLag {
        places = places.stream()
                .sorted((one, other) -> Place.ORDER.compare(one.partition(), other.partition()))
                .toList();
    }

    /** The sum of what is known. */
    public long lag() {
        return places.stream().mapToLong(place -> place.lag().orElse(0)).sum();
    }

    /** Why a group that may be behind by this many records at most is too far behind, in a sentence; empty if it is not. */
    public String excess(long most) {
        if (lag() > most) {
            return words() + ", more than --max " + most;
        }
        List<Place> unread =
                places.stream().filter(place -> place.lag().isEmpty()).toList();
        OptionalLong bound = bound();
        if (bound.isPresent() && bound.getAsLong() <= most) {
            return "";
        }
        return words() + " and by an unknown number in " + unread.get(0).partition()
                + (unread.size() > 1 ? " and " + (unread.size() - 1) + " more" : "")
                + ", where nothing is committed or the end is not known";
    }

    private String words() {
        return "group '" + group.name() + "' is behind by " + lag();
    }

    private OptionalLong bound() {
        long sum = 0;
        for (Place place : places) {
            OptionalLong most = place.atMost();
            if (most.isEmpty()) {
                return most;
            }
            sum += most.getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
