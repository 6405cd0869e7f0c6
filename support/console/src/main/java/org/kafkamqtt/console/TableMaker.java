package org.kafkamqtt.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kafkamqtt.console.table.TableText;

/** Lists the options of a tool's commands while the tool is built, for {@link org.kafkamqtt.console.table.OptionTable}. */
public final class TableMaker {
    private TableMaker() {}

    /**
     * Writes a table for the command and each of its views.
     *
     * @param args the main class of the tool, which has {@code command()}, and the folder of its classes
     */
    public static void main(String... args) throws ReflectiveOperationException, IOException {
        ToolCommand command =
                (ToolCommand) Class.forName(args[0]).getMethod("command").invoke(null);
        Path folder = Path.of(args[1]);
        write(command, folder);
        for (ToolCommand view : command.allViews()) {
            write(view, folder);
        }
    }

    private static void write(ToolCommand command, Path folder) throws IOException {
        Optional<List<String>> lines = TableText.of(Tool.commandLine(command));
        if (lines.isPresent()) {
            Path file = folder.resolve(TableText.resource(command.getClass()));
            Files.createDirectories(file.resolveSibling(""));
            Files.write(file, lines.get());
        }
    }
}
