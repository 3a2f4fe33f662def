package terse.server.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import terse.click.Tier;
import terse.click.VisitorHash;

/**
 * Appends clicks to one partition of the journal. For one thread, an event loop: it never waits and
 * never throws, and an append is a few hundred nanoseconds of copying and hashing.
 */
public final class JournalWriter {
  private static final int ADDRESS_SIZE = 16;

  private final Partition partition;
  private final Salts salts;
  private final AddressSeal seal;
  private final boolean keepAddresses;
  private final boolean forceEach;
  private final FrameChecksum checksum = new FrameChecksum();

  /** The address and the three texts, one after the other: what is hashed and what is kept. */
  private final byte[] scratch = new byte[ADDRESS_SIZE + 3 * ClickText.MAX];

  private final ByteBuffer scratchView = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);
  private @Nullable Stretch current;
  private @Nullable ByteBuffer buffer;
  private int at;

  JournalWriter(Partition partition, Salts salts, AddressSeal seal, JournalSettings settings) {
    this.partition = partition;
    this.salts = salts;
    this.seal = seal;
    this.keepAddresses = settings.keepAddresses();
    this.forceEach = settings.syncInterval().isZero();
  }

  /**
   * Appends a click. Once it returns true the click survives the end of this process, and power
   * loss after the sync interval.
   *
   * @param atMillis when the request is answered, milliseconds since 1970 UTC
   * @param domain the domain's number
   * @param epoch the link's key epoch
   * @param number the link's counter value
   * @param owner the account that owns the link
   * @param address the client's address in network order, 4 or 16 bytes; null or any other length
   *     for none. It is never written as it is
   * @param mayRecognise whether the visitor may be counted as one; false under GPC and DNT
   * @param prefetch whether a browser asks ahead of a visit that may never come
   * @param userAgent the header, of which 512 bytes are kept; null if absent
   * @param referrer the header, of which 512 bytes are kept; null if absent
   * @param query the short link's query, of which 512 bytes are kept; null if absent
   * @param tier what answered
   * @param micros server time in microseconds
   * @return false if there was no room: the click is lost, and counted as such
   */
  @SuppressWarnings("EnumOrdinal") // stored, and promised so by Tier
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
    try {
      boolean known = address != null && place(address);
      int agentLength = ClickText.copy(userAgent, scratch, ADDRESS_SIZE);
      int end = ADDRESS_SIZE + Math.max(agentLength, 0);
      Salt salt = salts.current();
      long visitor = known && mayRecognise ? visitor(salt, end) : 0;
      int referrerLength = ClickText.copy(referrer, scratch, end);
      end += Math.max(referrerLength, 0);
      int queryLength = ClickText.copy(query, scratch, end);
      int textLength = end + Math.max(queryLength, 0) - ADDRESS_SIZE;
      int length = ClickFields.TEXT + textLength;
      ByteBuffer into = room(length);
      Stretch stretch = current;
      if (into == null || stretch == null) {
        partition.countLost();
        return false;
      }
      int record = at + Frame.HEADER;
      into.putLong(at + Frame.size(length) - Long.BYTES, 0);
      into.putLong(record + ClickFields.AT, atMillis);
      into.putLong(record + ClickFields.NUMBER, number);
      into.putLong(record + ClickFields.VISITOR, visitor);
      into.putInt(record + ClickFields.DOMAIN, domain);
      into.putInt(record + ClickFields.EPOCH, epoch);
      into.putInt(record + ClickFields.OWNER, owner);
      into.putInt(record + ClickFields.MICROS, micros);
      into.putInt(record + ClickFields.SALT, salt.number());
      into.putShort(record + ClickFields.USER_AGENT_LENGTH, (short) agentLength);
      into.putShort(record + ClickFields.REFERRER_LENGTH, (short) referrerLength);
      into.putShort(record + ClickFields.QUERY_LENGTH, (short) queryLength);
      into.put(record + ClickFields.TIER, (byte) tier.ordinal());
      boolean sealed = known && keepAddresses;
      into.put(record + ClickFields.HAS_ADDRESS, (byte) (sealed ? 1 : 0));
      into.putInt(record + ClickFields.PREFETCH, prefetch ? 1 : 0);
      if (sealed) {
        seal.seal(stretch.header(), at, scratchView, into, record + ClickFields.ADDRESS);
      } else {
        into.putLong(record + ClickFields.ADDRESS, 0);
        into.putLong(record + ClickFields.ADDRESS + Long.BYTES, 0);
      }
      into.put(record + ClickFields.TEXT, scratch, ADDRESS_SIZE, textLength);
      publish(stretch, into, length);
      return true;
    } catch (RuntimeException | InternalError broken) {
      abandon();
      return false;
    }
  }

  /** Puts the address before the texts, in its IPv6 form; false if it is none. */
  private boolean place(byte[] address) {
    if (address.length == 4) {
      scratchView.putLong(0, 0).putLong(8, 0xffffL << 16);
      System.arraycopy(address, 0, scratch, 12, 4);
      return true;
    }
    if (address.length != ADDRESS_SIZE) {
      return false;
    }
    System.arraycopy(address, 0, scratch, 0, ADDRESS_SIZE);
    return true;
  }

  /** Never 0, which stands for no visitor. */
  private long visitor(Salt salt, int end) {
    long hash = VisitorHash.hash(salt.k0(), salt.k1(), scratch, 0, end);
    return hash == 0 ? 1 : hash;
  }

  /** A buffer with room for the record at {@link #at}; null if there is none to be had now. */
  private @Nullable ByteBuffer room(int length) {
    ByteBuffer now = buffer;
    if (now != null && at + Frame.size(length) <= now.capacity()) {
      return now;
    }
    Stretch next = partition.next();
    if (next == null) {
      return null;
    }
    current = next;
    at = SegmentHeader.SIZE;
    ByteBuffer fresh = next.segment().view();
    buffer = fresh;
    return fresh;
  }

  private void publish(Stretch stretch, ByteBuffer into, int length) {
    int sum = checksum.of(stretch.header(), into, at, length);
    Frame.publish(into, at, length, sum);
    at += Frame.size(length);
    stretch.segment().written(at);
    partition.countAppended();
    if (forceEach) {
      partition.tryForce();
    }
  }

  /** Leaves a segment that can no longer be written to: a failing disk, or the journal's end. */
  private void abandon() {
    buffer = null;
    partition.countLost();
  }
}
