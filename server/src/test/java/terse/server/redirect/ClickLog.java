package terse.server.redirect;

import io.netty.util.NetUtil;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import terse.click.Tier;

/** Keeps clicks in memory. */
final class ClickLog implements ClickRecorder {
  final List<RecordedClick> clicks = new CopyOnWriteArrayList<>();

  @Override
  public boolean append(
      long atMillis,
      int domain,
      int epoch,
      long number,
      int owner,
      byte @Nullable [] address,
      boolean mayRecognise,
      boolean prefetch,
      @Nullable CharSequence userAgent,
      @Nullable CharSequence referrer,
      @Nullable CharSequence query,
      Tier tier,
      int micros) {
    clicks.add(
        new RecordedClick(
            atMillis,
            number,
            owner,
            address == null ? "" : NetUtil.bytesToIpAddress(address),
            mayRecognise,
            prefetch,
            text(userAgent),
            text(referrer),
            text(query),
            tier));
    return true;
  }

  private static @Nullable String text(@Nullable CharSequence text) {
    return text == null ? null : text.toString();
  }
}
