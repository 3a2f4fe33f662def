package terse.link;

import java.util.List;
import terse.fault.TerseException;

/** What became of the lines of a batch, as far as it is known. Not thread-safe. */
final class Outcomes {
  private final CreateLink.Outcome[] byLine;

  Outcomes(int lines) {
    this.byLine = new CreateLink.Outcome[lines];
  }

  void created(int line, Link link, String code, CreateLink.Origin origin) {
    byLine[line] = new CreateLink.Created(link, code, origin);
  }

  void failed(int line, TerseException fault) {
    byLine[line] = new CreateLink.Failed(fault);
  }

  /** All of them; each line must have been decided. */
  List<CreateLink.Outcome> inOrder() {
    return List.of(byLine);
  }
}
