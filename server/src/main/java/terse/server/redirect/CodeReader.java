package terse.server.redirect;

import org.jspecify.annotations.Nullable;
import terse.link.LinkCodes;

/** Reads what a visitor typed as a code, without asking any store. Runs on event loops. */
@FunctionalInterface
public interface CodeReader {
  /**
   * The one spelling under which the code is cached: generated codes as they are, names folded.
   *
   * @return null if the text is surely not a code, such as one that was never issued
   */
  @Nullable String canonical(int domain, String text);

  /** Reads codes as they were minted. */
  static CodeReader of(LinkCodes codes) {
    return (domain, text) ->
        switch (codes.parse(domain, text)) {
          case LinkCodes.Generated code -> codes.spelled(code.key(), text);
          case LinkCodes.Minted minted -> minted.text();
          case LinkCodes.Name name -> name.folded();
          case LinkCodes.NeverIssued _ -> null;
        };
  }
}
