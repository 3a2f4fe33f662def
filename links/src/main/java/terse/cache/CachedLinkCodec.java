package terse.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;

/**
 * A cached link in bytes: a mark with the number of this format, a checksum of what follows, and
 * that. Bytes of another format, and bytes that somebody else wrote or damaged, are none.
 */
final class CachedLinkCodec {
  /** {@code TL} and the number of the format; another one at every change of it. */
  private static final int MARK = 0x544c_0002;

  private static final int HEAD = 2 * Integer.BYTES;
  private static final LinkState[] STATES = {
    LinkState.ACTIVE, LinkState.DISABLED, LinkState.DELETED
  };

  private CachedLinkCodec() {}

  static byte[] encode(CachedLink cached) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MARK);
      out.writeInt(0);
      out.writeLong(cached.asOf());
      out.writeLong(cached.loadMicros());
      out.writeLong(cached.expiresAtMillis());
      write(out, cached.link());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] whole = bytes.toByteArray();
    ByteBuffer.wrap(whole).putInt(Integer.BYTES, checksum(whole));
    return whole;
  }

  private static void write(DataOutputStream out, Link link) throws IOException {
    out.writeInt(link.key().domain());
    out.writeInt(link.key().epoch());
    out.writeLong(link.key().number());
    out.writeLong(link.version());
    out.writeInt(link.owner());
    out.writeShort(link.status());
    out.writeByte(List.of(STATES).indexOf(link.state()));
    out.writeLong(link.createdAt().toEpochMilli());
    out.writeLong(link.updatedAt().toEpochMilli());
    out.writeLong(link.expiresAt() == null ? Long.MAX_VALUE : link.expiresAt().toEpochMilli());
    out.writeInt(link.maxVisits() == null ? 0 : link.maxVisits());
    writeText(out, link.target());
    writeText(out, link.name());
    writeText(out, link.title());
    out.writeByte(link.tags().size());
    for (String tag : link.tags()) {
      writeText(out, tag);
    }
  }

  private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(text == null ? -1 : bytes.length);
    out.write(bytes);
  }

  private static int checksum(byte[] whole) {
    CRC32C crc = new CRC32C();
    crc.update(whole, HEAD, whole.length - HEAD);
    return (int) crc.getValue();
  }

  /** The cached link in bytes, null if they are none. Total: any bytes are answered. */
  static @Nullable CachedLink decode(byte[] bytes) {
    if (bytes.length < HEAD) {
      return null;
    }
    ByteBuffer head = ByteBuffer.wrap(bytes);
    if (head.getInt() != MARK || head.getInt() != checksum(bytes)) {
      return null;
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, HEAD, bytes.length - HEAD))) {
      return read(in);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  private static CachedLink read(DataInputStream in) throws IOException {
    long asOf = in.readLong();
    long loadMicros = in.readLong();
    long expiresAtMillis = in.readLong();
    return new CachedLink(readLink(in), asOf, loadMicros, expiresAtMillis);
  }

  private static Link readLink(DataInputStream in) throws IOException {
    LinkKey key = new LinkKey(in.readInt(), in.readInt(), in.readLong());
    long version = in.readLong();
    int owner = in.readInt();
    int status = in.readUnsignedShort();
    LinkState state = STATES[Math.min(in.readUnsignedByte(), STATES.length - 1)];
    Instant createdAt = Instant.ofEpochMilli(in.readLong());
    Instant updatedAt = Instant.ofEpochMilli(in.readLong());
    long expiry = in.readLong();
    int limit = in.readInt();
    String target = readText(in);
    String name = readText(in);
    String title = readText(in);
    List<String> tags = new ArrayList<>();
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      tags.add(text(readText(in)));
    }
    Instant expiresAt = expiry == Long.MAX_VALUE ? null : Instant.ofEpochMilli(expiry);
    return new Link(
        key,
        name,
        text(target),
        owner,
        title,
        tags,
        status,
        createdAt,
        updatedAt,
        expiresAt,
        limit == 0 ? null : limit,
        state,
        version);
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = in.readNBytes(Math.min(length, in.available()));
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
