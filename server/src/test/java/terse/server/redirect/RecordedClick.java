package terse.server.redirect;

import org.jspecify.annotations.Nullable;
import terse.click.Tier;

/** A click as a recorder got it, its texts as strings. */
record RecordedClick(
    long atMillis,
    long number,
    int owner,
    String address,
    boolean mayRecognise,
    boolean prefetch,
    @Nullable String userAgent,
    @Nullable String referrer,
    @Nullable String query,
    Tier tier) {}
