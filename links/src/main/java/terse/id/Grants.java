package terse.id;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything a {@link GrantStore} says, at one moment.
 *
 * @param marks one a counter
 * @param epochs the key epochs that have begun, with the fingerprints of their secrets; codes are
 *     minted under the newest
 * @param openDomains domains on which names of the shape of a generated code may live
 * @param at when the latest grant was made, null if none was
 */
public record Grants(
    List<Grant> marks,
    NavigableMap<Integer, Long> epochs,
    Set<Integer> openDomains,
    @Nullable Instant at) {
  public Grants {
    marks = List.copyOf(marks);
    epochs = Collections.unmodifiableNavigableMap(new TreeMap<>(epochs));
    openDomains = Set.copyOf(openDomains);
  }

  /** The key epoch codes are minted under, 0 if none has begun. */
  public int epoch() {
    return epochs.isEmpty() ? 0 : epochs.lastKey();
  }
}
