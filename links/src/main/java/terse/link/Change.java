package terse.link;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an edit does to one field: leaves it, or sets it, perhaps to nothing.
 *
 * @param given whether the field is to be set
 * @param value what to set it to, null for nothing; null also if the field is left
 */
public record Change<T>(boolean given, @Nullable T value) {
  /** Leaves the field as it is. */
  public static <T> Change<T> keep() {
    return new Change<>(false, null);
  }

  /** Sets the field; null empties it. */
  public static <T> Change<T> to(@Nullable T value) {
    return new Change<>(true, value);
  }

  /** What the field holds afterwards, null for nothing. */
  public @Nullable T or(@Nullable T present) {
    return given ? value : present;
  }

  /** What the field holds afterwards, for fields that cannot be empty. */
  T orPresent(T present) {
    return value == null ? present : value;
  }

  /** The same change with the value checked or put in order. */
  Change<T> map(Function<@Nullable T, @Nullable T> order) {
    return given ? to(order.apply(value)) : this;
  }
}
