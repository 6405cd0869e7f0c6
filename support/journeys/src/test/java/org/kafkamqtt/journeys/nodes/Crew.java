package org.kafkamqtt.journeys.nodes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kafkamqtt.sandbox.trial.Child;

/** kafka-consumers that read the same topic, as members of a group or alone. One thread at a time strikes, any may look. */
final class Crew implements AutoCloseable {
    private static final int END_SECONDS = 90;

    private final List<String> words;
    private final boolean grouped;
    private final List<Child> living = new ArrayList<>();
    private final List<Child> all = new ArrayList<>();
    private final List<String> deserters = new ArrayList<>();
    private int blows;
    private int kills;

    /**
     * Starts all.
     *
     * @param members of a group, each with a name of its own in it; 0 for one that reads alone
     * @param words options and topic
     */
    Crew(List<String> words, int members) {
        this.words = List.copyOf(words);
        this.grouped = members > 0;
        IntStream.range(0, Math.max(1, members)).forEach(member -> living.add(started(member)));
    }

    private synchronized Child started(int member) {
        List<String> command = new ArrayList<>(List.of(
                Child.root().resolve(Path.of("bin", "kafka-consumer")).toString(), "--connect-timeout", "120s"));
        command.addAll(words);
        if (grouped) {
            command.addAll(List.of("--static", "member-" + member));
        }
        Child child = Child.program(command, Map.of("KAFKA_MQTT_CDS", "off"));
        all.add(child);
        return child;
    }

    /** What happens to a member. */
    enum Deed {
        KILL,
        TERM,
        STOP
    }

    int size() {
        return living.size();
    }

    boolean grouped() {
        return grouped;
    }

    /** Who reads alone has nobody to go on in its place, and can only be stopped for a while. */
    boolean takes(Deed deed) {
        return grouped || deed == Deed.STOP;
    }

    /**
     * Ends a member and puts another one in its place, or stops it for a while.
     *
     * @param pause runs while it is stopped
     */
    void strike(int member, Deed deed, Runnable pause) {
        Child child = living.get(member);
        if (!child.alive()) {
            deserters.add(child.ended(1).status() + ": " + child.err());
            living.set(member, started(member));
            return;
        }
        blows++;
        child.signal(deed.name());
        if (deed == Deed.STOP) {
            pause.run();
            child.signal("CONT");
            return;
        }
        kills += deed == Deed.KILL ? 1 : 0;
        child.ended(END_SECONDS);
        living.set(member, started(member));
    }

    /** All whole lines of all that there ever were. */
    synchronized List<String> output() {
        List<String> lines = new ArrayList<>();
        for (Child child : all) {
            String text = child.out();
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(lines::add);
        }
        return lines;
    }

    /** Asks all to stop, and returns when they have. */
    void end() {
        living.forEach(child -> child.signal("TERM"));
        living.forEach(child -> child.ended(END_SECONDS));
    }

    /** How those ended that ended by themselves. */
    List<String> deserters() {
        List<String> found = new ArrayList<>(deserters);
        living.stream().filter(child -> !child.alive()).forEach(child -> found.add(child.err()));
        return found;
    }

    int kills() {
        return kills;
    }

    int blows() {
        return blows;
    }

    /** What they said last. */
    synchronized String said() {
        StringBuilder said = new StringBuilder();
        all.forEach(child -> said.append(child.err()));
        return said.toString();
    }

    @Override
    public void close() {
        all.forEach(Child::close);
    }
}
