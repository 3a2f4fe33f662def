package terse.server.journal;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What readers had to cut because its checksum did not hold, counted. */
final class Damage {
  private static final Logger LOG = LoggerFactory.getLogger(Damage.class);

  private final AtomicLong tornTails = new AtomicLong();
  private final AtomicLong tornBytes = new AtomicLong();
  private final AtomicLong damagedSegments = new AtomicLong();
  private final AtomicLong damagedBytes = new AtomicLong();

  /** The end of the last segment of a start: what was under way when the machine stopped. */
  void torn(int bytes) {
    tornTails.incrementAndGet();
    tornBytes.addAndGet(bytes);
    LOG.warn("Cut {} bytes of a torn journal tail", bytes);
  }

  /** Anywhere else. */
  void damaged(int bytes) {
    damagedSegments.incrementAndGet();
    damagedBytes.addAndGet(bytes);
    LOG.error("Cut {} bytes of a damaged journal segment", bytes);
  }

  long tornTails() {
    return tornTails.get();
  }

  long tornBytes() {
    return tornBytes.get();
  }

  long damagedSegments() {
    return damagedSegments.get();
  }

  long damagedBytes() {
    return damagedBytes.get();
  }
}
