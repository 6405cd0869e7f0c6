package org.kafkamqtt.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kafkamqtt.console.failure.ExitStatus;
import org.kafkamqtt.console.failure.Failure;

class DataFolderTest {
    private final Path folder;

    DataFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void a_temporary_folder_goes_with_all_that_is_in_it() throws IOException {
        DataFolder data = DataFolder.open(Optional.empty());
        Path inside = Files.createDirectories(data.path("kafka/t-0"));
        Files.writeString(inside.resolve("0.log"), "x");
        data.close();
        assertFalse(Files.exists(data.path("")));
    }

    @Test
    void a_folder_of_the_user_is_made_and_stays() {
        Path deep = folder.resolve("a/b");
        DataFolder.open(Optional.of(deep)).close();
        assertTrue(Files.isDirectory(deep));
    }

    @Test
    void a_folder_in_use_is_refused_until_it_is_free() {
        DataFolder first = DataFolder.open(Optional.of(folder));
        Failure failure = assertThrows(Failure.class, () -> DataFolder.open(Optional.of(folder)));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertTrue(failure.sentence().contains(folder + " is in use by another sandbox"), failure.sentence());
        first.close();
        DataFolder.open(Optional.of(folder)).close();
    }

    @Test
    void a_file_is_no_data_folder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Failure failure = assertThrows(Failure.class, () -> DataFolder.open(Optional.of(file)));
        assertEquals(ExitStatus.INPUT_OUTPUT, failure.status());
        assertTrue(failure.sentence().contains(file + ": it is not a folder"), failure.sentence());
    }
}
