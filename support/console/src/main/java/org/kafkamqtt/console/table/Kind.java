package org.kafkamqtt.console.table;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the member behind an option holds, and how it is made of what was typed: as picocli makes it, or not at all. */
enum Kind {
    /** A {@code boolean}. */
    FLAG(false) {
        @Override
        Optional<Object> of(List<String> typed) {
            return Optional.of(true);
        }
    },
    /** A {@code boolean[]} with an element for each time that the option is given. */
    TIMES(false) {
        @Override
        Optional<Object> of(List<String> typed) {
            boolean[] times = new boolean[typed.size()];
            Arrays.fill(times, true);
            return Optional.of(times);
        }
    },
    /** A {@code String}. */
    TEXT(true) {
        @Override
        Optional<Object> of(List<String> typed) {
            return Optional.of(last(typed));
        }
    },
    /** A {@code Path}. */
    PATH(true) {
        @Override
        Optional<Object> of(List<String> typed) {
            try {
                return Optional.of(Path.of(last(typed)));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }
    },
    /** An {@code int}. */
    INT(true) {
        @Override
        Optional<Object> of(List<String> typed) {
            return typed.stream().allMatch(Kind::plainNumber)
                    ? Optional.of(Integer.parseInt(last(typed)))
                    : Optional.empty();
        }
    },
    /** A {@code long}. */
    LONG(true) {
        @Override
        Optional<Object> of(List<String> typed) {
            return typed.stream().allMatch(Kind::plainNumber)
                    ? Optional.of(Long.parseLong(last(typed)))
                    : Optional.empty();
        }
    },
    /** A list of {@code String}. */
    LIST(true) {
        @Override
        Optional<Object> of(List<String> typed) {
            return Optional.of(typed);
        }
    },
    /** Anything else. */
    OTHER(false) {
        @Override
        Optional<Object> of(List<String> typed) {
            return Optional.empty();
        }
    };

    /** So many digits fit into any number. */
    private static final int DIGITS = 9;

    private final boolean valued;

    Kind(boolean valued) {
        this.valued = valued;
    }

    /** Whether the option takes a value. */
    boolean valued() {
        return valued;
    }

    /**
     * The value of the member.
     *
     * @param typed what was typed for it, in this order, at least once; a list that nobody else has
     * @return empty if picocli has to look at it
     */
    abstract Optional<Object> of(List<String> typed);

    private static String last(List<String> typed) {
        return typed.get(typed.size() - 1);
    }

    private static boolean plainNumber(String word) {
        return word.length() <= DIGITS && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
