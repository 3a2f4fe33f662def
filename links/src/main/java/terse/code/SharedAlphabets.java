package terse.code;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** One object for each alphabet in use, for as long as it is in use. Thread-safe. */
final class SharedAlphabets {
  private final Map<Alphabet, WeakReference<Alphabet>> known = new WeakHashMap<>();

  /** The alphabet with these symbols, made if there is none. */
  synchronized Alphabet of(String symbols, byte[] digits) {
    Alphabet fresh = new Alphabet(symbols, digits);
    Alphabet shared = present(known.get(fresh));
    if (shared != null) {
      return shared;
    }
    known.put(fresh, new WeakReference<>(fresh));
    return fresh;
  }

  private static @Nullable Alphabet present(@Nullable WeakReference<Alphabet> reference) {
    return reference == null ? null : reference.get();
  }
}
