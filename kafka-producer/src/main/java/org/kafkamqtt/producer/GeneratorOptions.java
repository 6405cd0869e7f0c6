package org.kafkamqtt.producer;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.kafkamqtt.console.OptionSection;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.generate.Chance;
import org.kafkamqtt.console.generate.Pace;
import org.kafkamqtt.console.generate.Template;
import org.kafkamqtt.producer.source.Generated;
import org.kafkamqtt.producer.source.PieceParser;
import org.kafkamqtt.producer.source.Source;
import picocli.CommandLine.Option;

/** Made-up records and how fast they come, as typed. */
final class GeneratorOptions implements OptionSection {
    @Override
    public String heading() {
        return "Generator and pace";
    }

    @Option(
            names = "--generate",
            paramLabel = "N",
            description = "make up N records instead of reading them (0: until stopped)")
    @Nullable
    Long generate;

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description = "what --generate makes, read like a line (so -K and -J work): $${i} $${i:START} $${uuid}"
                    + " $${now} $${now:iso} $${now:s} $${rand:1..100} $${rand:0.0..1.0} $${pick:a|b|c} $${normal:20,2}"
                    + " $${alpha:8} $${hex:8} (default: $${i})")
    String template = "${i}";

    @Option(names = "--seed", paramLabel = "N", description = "makes the generator's records the same each time")
    @Nullable
    Long seed;

    @Option(
            names = "--rate",
            paramLabel = "500/s|2MB/s",
            description = "send no faster than this, by records or by bytes, per s, m or h")
    @Nullable
    String rate;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "read the files N times")
    int repeat = 1;

    Optional<Source> source(PieceParser parser) {
        if (generate == null) {
            return Optional.empty();
        }
        if (generate < 0) {
            throw Failure.usage("--generate '" + generate + "' is less than 0");
        }
        long chosen = seed == null ? ThreadLocalRandom.current().nextLong() : seed;
        Chance chance = new Chance(chosen, Clock.systemUTC());
        return Optional.of(new Generated(generate, Template.parse(template), chance, parser));
    }

    @Nullable
    Pace pace() {
        return rate == null ? null : Pace.parse(rate);
    }
}
