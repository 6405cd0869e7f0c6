package org.kafkamqtt.balancer.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.kafkamqtt.console.Console;
import org.kafkamqtt.console.OptionRules;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;
import org.kafkamqtt.console.help.Guide;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a starter file for a user's own balancer. */
@Command(
        name = "new",
        customSynopsis = "balancer new NAME",
        description = "Writes NAME.java: a balancer of your own that compiles and runs as it is.")
final class NewCommand extends Subcommand {
    @Parameters(paramLabel = "NAME", description = "name of the class, such as MyBalancer")
    String name = "";

    @Override
    public Guide guide() {
        return Guides.starter();
    }

    @Override
    public OptionRules rules() {
        return OptionRules.of().always("-v").never("--balancer-path", "--balancer-opt");
    }

    @Override
    public ExitStatus run(Console console) throws IOException {
        if (!name.matches("[A-Z][A-Za-z0-9_]*")) {
            throw Failure.usage("'" + name + "' is not a class name such as MyBalancer");
        }
        Path file = Path.of(name + ".java");
        try {
            Files.writeString(file, starter(name), StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new Failure(ExitStatus.INPUT_OUTPUT, file + " already exists", e);
        } catch (IOException e) {
            throw Failure.cannot("write", file, e);
        }
        console.say("wrote " + file + "; try: balancer explain --balancer ./" + file + " --key a --partitions 6");
        return ExitStatus.OK;
    }

    static String starter(String name) {
        return """
                import org.kafkamqtt.balancer.Balancer;
                import org.kafkamqtt.balancer.Message;
                import org.kafkamqtt.balancer.Options;
                import org.kafkamqtt.balancer.Ordering;
                import org.kafkamqtt.balancer.Partitions;

                /**
                 * Puts a key on the partition of its first letter, and messages without a key on the first partition.
                 *
                 * Try it:   balancer explain --balancer ./NAME.java --key a --partitions 6
                 * Use it:   kafka-producer -t TOPIC -K : --balancer ./NAME.java
                 *
                 * There is one instance per topic, and several threads may call it at once.
                 */
                public class NAME implements Balancer {
                    private final int shift;

                    /** Options come from --balancer-opt shift=1; drop this constructor if you need none. */
                    public NAME(Options options) {
                        shift = (int) options.number("shift", 0, 0, 1000);
                    }

                    /** Returns one of the partitions; anything else fails this one record. */
                    @Override
                    public int choose(Message message, Partitions partitions) {
                        byte[] key = message.key(); // null if there is none; see also value(), header(name), topic()
                        int letter = key == null || key.length == 0 ? 0 : key[0] & 0xff;
                        return partitions.id((letter + shift) % partitions.count());
                    }

                    /** PER_KEY promises that a key stays on its partition; return NONE if yours does not. */
                    @Override
                    public Ordering ordering() {
                        return Ordering.PER_KEY;
                    }
                }
                """
                .replace("NAME", name);
    }
}
