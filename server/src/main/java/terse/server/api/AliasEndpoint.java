package terse.server.api;

import java.util.Locale;
import terse.filter.CheckAlias;

/** {@code GET /aliases/{alias}}: whether a name could be had. */
final class AliasEndpoint {
  private final CheckAlias check;

  AliasEndpoint(CheckAlias check) {
    this.check = check;
  }

  Answer check(Call call) {
    String alias = call.pathValue("alias");
    CheckAlias.Answer answer = check.check(alias, call.query().get("domain"));
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeStringField("alias", alias);
          out.writeStringField("state", lower(answer.state()));
          out.writeStringField("checkedBy", lower(answer.source()));
          out.writeStringField("detail", answer.detail());
          out.writeEndObject();
        });
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
