package org.kafkamqtt.journeys.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way to send.
 *
 * @param small whether batches are of 2,000 bytes rather than of the tool's own size
 * @param codec such as {@code none}
 * @param length of a record in bytes
 */
record ProducerForm(boolean small, String codec, int length) {
    /** All combinations. */
    static List<ProducerForm> all() {
        List<ProducerForm> all = new ArrayList<>();
        for (boolean small : new boolean[] {true, false}) {
            for (String codec : List.of("none", "lz4")) {
                for (int length : new int[] {10, 10_000}) {
                    all.add(new ProducerForm(small, codec, length));
                }
            }
        }
        return all;
    }

    /** The forms by their names; {@code all}, or some separated by commas. */
    static List<ProducerForm> named(String names) {
        List<ProducerForm> named = all().stream()
                .filter(form ->
                        names.equals("all") || Stream.of(names.split(",")).anyMatch(form.name()::equals))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("no form is called " + names + ": there are "
                    + all().stream().map(ProducerForm::name).toList());
        }
        return named;
    }

    /** Such as {@code small-lz4-10}, which is also its topic. */
    String name() {
        return (small ? "small" : "large") + "-" + codec + "-" + length;
    }

    /** The options that make the difference. */
    List<String> options() {
        List<String> options = new ArrayList<>();
        if (small) {
            options.addAll(List.of("-X", "batch.size=2000"));
        }
        if (!codec.equals("none")) {
            options.addAll(List.of("-z", codec));
        }
        return options;
    }
}
