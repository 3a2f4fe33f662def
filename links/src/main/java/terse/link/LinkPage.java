package terse.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param links the links, in the order asked for
 * @param next the cursor that continues after the last of them, null at the end
 */
public record LinkPage(List<Link> links, @Nullable String next) {
  public LinkPage {
    links = List.copyOf(links);
  }
}
