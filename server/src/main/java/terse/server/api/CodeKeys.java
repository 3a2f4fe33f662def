package terse.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import terse.epoch.RotateKeys;
import terse.id.GrantStore;
import terse.id.Grants;

/** The key epochs of codes, for administrators; the secrets never leave their file. */
public final class CodeKeys {
  private final GrantStore grants;
  private final RotateKeys rotate;

  public CodeKeys(GrantStore grants, RotateKeys rotate) {
    this.grants = grants;
    this.rotate = rotate;
  }

  Answer list(Call call) {
    call.requireAdmin();
    Grants all = grants.all();
    return Answer.json(
        200,
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("epochs");
          for (int epoch : all.epochs().keySet()) {
            write(out, epoch, epoch == all.epoch());
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  Answer rotate(Call call) {
    call.requireAdmin();
    int epoch = rotate.rotate();
    return Answer.json(201, out -> write(out, epoch, true));
  }

  private static void write(JsonGenerator out, int epoch, boolean current) throws IOException {
    out.writeStartObject();
    out.writeNumberField("epoch", epoch);
    out.writeBooleanField("current", current);
    out.writeEndObject();
  }
}
