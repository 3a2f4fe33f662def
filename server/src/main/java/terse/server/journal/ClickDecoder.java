package terse.server.journal;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import terse.click.LinkRef;
import terse.click.RawClick;
import terse.click.Tier;

/** Reads clicks out of records whose checksum holds. For one thread. */
final class ClickDecoder {
  private static final Tier[] TIERS = Tier.values();

  private final @Nullable AddressSeal seal;
  private byte[] text = new byte[3 * ClickText.MAX];

  /** Decodes records of this process, or without a seal of an earlier one. */
  ClickDecoder(@Nullable AddressSeal seal) {
    this.seal = seal;
  }

  RawClick decode(SegmentHeader header, ByteBuffer buffer, int at, int length) {
    int record = at + Frame.HEADER;
    int textLength = length - ClickFields.TEXT;
    if (textLength > text.length) {
      text = new byte[textLength];
    }
    buffer.get(record + ClickFields.TEXT, text, 0, textLength);
    int agent = buffer.getShort(record + ClickFields.USER_AGENT_LENGTH);
    int referrer = buffer.getShort(record + ClickFields.REFERRER_LENGTH);
    int query = buffer.getShort(record + ClickFields.QUERY_LENGTH);
    int afterAgent = Math.max(agent, 0);
    int afterReferrer = afterAgent + Math.max(referrer, 0);
    return new RawClick(
        buffer.getLong(record + ClickFields.AT),
        new LinkRef(
            buffer.getInt(record + ClickFields.DOMAIN),
            buffer.getInt(record + ClickFields.EPOCH),
            buffer.getLong(record + ClickFields.NUMBER)),
        buffer.getInt(record + ClickFields.OWNER),
        buffer.getLong(record + ClickFields.VISITOR),
        buffer.getInt(record + ClickFields.SALT),
        buffer.getInt(record + ClickFields.PREFETCH) != 0,
        TIERS[buffer.get(record + ClickFields.TIER)],
        buffer.getInt(record + ClickFields.MICROS),
        ClickText.text(text, 0, agent),
        ClickText.text(text, afterAgent, referrer),
        ClickText.text(text, afterReferrer, query),
        address(header, buffer, at));
  }

  private @Nullable InetAddress address(SegmentHeader header, ByteBuffer buffer, int at) {
    int record = at + Frame.HEADER;
    return seal == null || buffer.get(record + ClickFields.HAS_ADDRESS) == 0
        ? null
        : seal.open(header, at, buffer, record + ClickFields.ADDRESS);
  }
}
