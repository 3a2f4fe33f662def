package terse.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document that the API is served by: its operations and compiled schemas. Reading it
 * takes some hundred milliseconds, so it is read beside the start and waited for by the first call.
 */
public final class Contract {
  private static final String NAME = "urn:terse:openapi";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final String yaml;
  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<List<String>, Map<String, Match>> plain = new HashMap<>();
  private final Schema bulkLine;

  private Contract(String yaml, JsonNode document) {
    this.yaml = yaml;
    this.document = document;
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            Dialects.getOpenApi31(),
            builder ->
                builder
                    .schemas(Map.of(NAME, document.toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    document.path("paths").properties().forEach(path -> readPath(path.getKey(), path.getValue()));
    this.bulkLine = schema("/components/schemas/BulkLine");
    operations.stream()
        .map(Operation::path)
        .filter(path -> path.stream().noneMatch(segment -> segment.startsWith("{")))
        .forEach(path -> plain.put(path, find(path)));
  }

  /** Reads the document among the resources. */
  public static Contract load() {
    try (InputStream in = Contract.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is not on the class path");
      }
      String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
      return new Contract(yaml, Json.MAPPER.valueToTree(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document as it was written. */
  String yaml() {
    return yaml;
  }

  /** The document as JSON. */
  String json() {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schema of a line of a bulk request. */
  Schema bulkLine() {
    return bulkLine;
  }

  List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** A schema, compiled. The pointer is absolute within the document. */
  Schema schema(String pointer) {
    Schema schema = schemas.getSchema(SchemaLocation.of(NAME + "#" + pointer));
    schema.initializeValidators();
    return schema;
  }

  private void readPath(String path, JsonNode item) {
    String pointer = "/paths/" + escape(path);
    item.properties().stream()
        .filter(entry -> METHODS.contains(entry.getKey()))
        .forEach(
            entry -> {
              String at = pointer + "/" + entry.getKey();
              operations.add(
                  readOperation(path, entry.getKey(), item, pointer, entry.getValue(), at));
            });
  }

  private Operation readOperation(
      String path, String method, JsonNode item, String itemAt, JsonNode node, String at) {
    List<Operation.Parameter> parameters = new ArrayList<>();
    readParameters(item.path("parameters"), itemAt + "/parameters", parameters);
    readParameters(node.path("parameters"), at + "/parameters", parameters);
    return new Operation(
        node.path("operationId").asText(),
        method.toUpperCase(java.util.Locale.ROOT),
        List.of(path.substring(1).split("/")),
        !node.path("security").isEmpty() || node.path("security").isMissingNode(),
        parameters,
        readBodies(node, at),
        readProduces(node));
  }

  private void readParameters(JsonNode list, String at, List<Operation.Parameter> into) {
    for (int i = 0; i < list.size(); i++) {
      String ref = list.get(i).path("$ref").asText("");
      String place = ref.isEmpty() ? at + "/" + i : ref.substring(1);
      JsonNode node = document.at(place);
      into.add(
          new Operation.Parameter(
              node.path("name").asText(),
              node.path("in").asText(),
              node.path("required").asBoolean(),
              node.at("/schema/type").asText().equals("integer"),
              schema(place + "/schema")));
    }
  }

  private Map<String, Schema> readBodies(JsonNode operation, String at) {
    Map<String, Schema> bodies = new LinkedHashMap<>();
    operation
        .at("/requestBody/content")
        .fieldNames()
        .forEachRemaining(
            type ->
                bodies.put(type, schema(at + "/requestBody/content/" + escape(type) + "/schema")));
    return bodies;
  }

  private static Set<String> readProduces(JsonNode operation) {
    Set<String> types = new LinkedHashSet<>();
    operation
        .path("responses")
        .properties()
        .forEach(
            response -> {
              if (response.getKey().startsWith("2")) {
                response.getValue().path("content").fieldNames().forEachRemaining(types::add);
              }
            });
    return types;
  }

  /** The operations on a path, by method; empty if the path is not one of the contract. */
  Map<String, Match> match(List<String> segments) {
    Map<String, Match> known = plain.get(segments);
    return known == null ? find(segments) : known;
  }

  private Map<String, Match> find(List<String> segments) {
    Map<String, Match> found = new HashMap<>();
    for (Operation operation : operations) {
      Map<String, String> values = operation.match(segments);
      if (values != null) {
        Match match = new Match(operation, values);
        found.merge(operation.method(), match, Match::moreLiteral);
      }
    }
    return found;
  }

  /** An operation whose path fits, with the values of its parameters. */
  record Match(Operation operation, Map<String, String> values) {
    Match moreLiteral(Match other) {
      return values.size() <= other.values.size() ? this : other;
    }
  }

  private static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
