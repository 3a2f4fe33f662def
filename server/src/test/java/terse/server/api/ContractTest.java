package terse.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract itself. */
final class ContractTest {
  private final Contract contract = Contract.load();

  /** By the schema of OpenAPI itself, which comes with a library. */
  @Test
  void contractIsAnOpenApi31Document() throws IOException {
    String schema = "/spec.openapis.org/oas/3.1/schema/2022-10-07";
    try (InputStream in = OpenAPIContract.class.getResourceAsStream(schema)) {
      byte[] document = contract.json().getBytes(StandardCharsets.UTF_8);
      assertThat(
              SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                  .getSchema(in)
                  .validate(Json.read(document, 0, document.length)))
          .isEmpty();
    }
  }

  @Test
  void literalPathsWinOverParameters() {
    assertThat(contract.match(List.of("links", "bulk")).get("POST"))
        .isNotNull()
        .extracting(match -> match.operation().id())
        .isEqualTo("createLinks");
    assertThat(contract.match(List.of("links", "bulk")).get("GET"))
        .isNotNull()
        .extracting(match -> match.operation().id())
        .isEqualTo("getLink");
  }
}
