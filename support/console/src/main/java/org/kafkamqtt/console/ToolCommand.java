package org.kafkamqtt.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;

/** One thing a tool does, filled in by picocli and run once. */
public interface ToolCommand {
    /**
     * Does the work.
     *
     * @return the status of what actually happened
     * @throws Exception anything: {@link #explain} turns it into one sentence
     */
    ExitStatus run(Console console) throws Exception;

    /** Which options need or exclude each other; checked before {@link #run}. */
    default OptionRules rules() {
        return OptionRules.of();
    }

    /** What its help shows besides its options. */
    default Guide guide() {
        return Guide.of();
    }

    /**
     * Other commands that the first word of the command line may name, where picocli's subcommands would take others. The
     * next word may name one of theirs.
     */
    default Map<String, Supplier<ToolCommand>> views() {
        return Map.of();
    }

    /** A new one of each view, followed by its own. */
    default List<ToolCommand> allViews() {
        List<ToolCommand> all = new ArrayList<>();
        for (Supplier<ToolCommand> view : views().values()) {
            ToolCommand made = view.get();
            all.add(made);
            all.addAll(made.allViews());
        }
        return all;
    }

    /**
     * Looks up what a shell is to offer.
     *
     * @param kind one of those that the guide of the command names
     * @param typed the words of the command line so far
     * @throws Exception anything: then nothing is offered
     */
    default List<String> lookUp(String kind, Console console, String... typed) throws Exception {
        return List.of();
    }

    /** 0: errors only; 1: warnings of the client libraries; 2: stack traces and information; 3: everything. */
    default int verbosity() {
        return 0;
    }

    /** Turns an exception of a library into a sentence and a status; a {@link Failure} never gets here. */
    default Failure explain(Throwable cause) {
        return Failure.unexpected(cause);
    }

    /** What to use instead of an option that does not exist, such as one of another tool; may be empty. */
    default String instead(String option) {
        return "";
    }

    /** The client library and its version for {@code --version}, such as {@code kafka-clients 4.3.1}; may be empty. */
    default String client() {
        return "";
    }
}
