package org.kafkamqtt.journeys.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.kafkamqtt.sandbox.trial.Child;

/** One of the definitions in docs/reference/json-lines.schema.json. */
final class JsonSchema {
    static final Path FILE = Child.root().resolve("docs/reference/json-lines.schema.json");

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    static JsonSchema of(String definition) {
        ObjectNode document = document();
        document.remove("anyOf");
        document.put("$ref", "#/$defs/" + definition);
        return new JsonSchema(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(document));
    }

    /** What is wrong with a line, empty if nothing is. */
    String wrong(String line) {
        List<?> errors = schema.validate(line, InputFormat.JSON);
        return errors.isEmpty() ? "" : line + ": " + errors;
    }

    /** The names of all definitions. */
    static Set<String> definitions() {
        Set<String> names = new TreeSet<>();
        document().get("$defs").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The members of all objects. */
    static Set<String> members() {
        Set<String> names = new TreeSet<>();
        for (JsonNode properties : document().findValues("properties")) {
            properties.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    private static ObjectNode document() {
        try {
            return (ObjectNode) new ObjectMapper().readTree(Files.readString(FILE));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(FILE + " is not JSON", e);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
