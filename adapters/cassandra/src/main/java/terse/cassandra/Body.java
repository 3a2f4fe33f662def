package terse.cassandra;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import terse.fault.Fault;
import terse.fault.TerseException;
import terse.link.Link;
import terse.link.LinkKey;
import terse.link.LinkState;

/**
 * Everything about a link that somebody else needs to finish what one began with it.
 *
 * @param link as it is to be
 * @param foldedName the folded form of its name, null if it has none
 * @param reuse whether it is to be found by whoever asks for a link that there is
 * @param earlier positions in the feed of its latest changes before this one
 */
record Body(Link link, @Nullable String foldedName, boolean reuse, List<Long> earlier) {
  private static final int FORM = 1;

  Body {
    earlier = List.copyOf(earlier);
  }

  /** The name that reuse goes by, see {@link terse.link.NewLink#reusedName}. */
  String reusedName() {
    return link.key().isNamed() && foldedName != null ? foldedName : "";
  }

  ByteBuffer bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out);
    } catch (IOException e) {
      throw unreadable(e);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  private void write(DataOutputStream out) throws IOException {
    out.writeByte(FORM);
    out.writeInt(link.key().domain());
    out.writeInt(link.key().epoch());
    out.writeLong(link.key().number());
    writeText(out, link.name());
    writeText(out, foldedName);
    writeText(out, link.target());
    out.writeInt(link.owner());
    writeText(out, link.title());
    out.writeInt(link.tags().size());
    for (String tag : link.tags()) {
      writeText(out, tag);
    }
    out.writeInt(link.status());
    out.writeLong(link.createdAt().toEpochMilli());
    out.writeLong(link.updatedAt().toEpochMilli());
    out.writeBoolean(link.expiresAt() != null);
    out.writeLong(link.expiresAt() == null ? 0 : link.expiresAt().toEpochMilli());
    out.writeInt(link.maxVisits() == null ? 0 : link.maxVisits());
    out.writeByte(LinkRow.number(link.state()));
    out.writeLong(link.version());
    out.writeBoolean(reuse);
    out.writeInt(earlier.size());
    for (long position : earlier) {
      out.writeLong(position);
    }
  }

  static Body read(ByteBuffer bytes) {
    byte[] plain = new byte[bytes.remaining()];
    bytes.duplicate().get(plain);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(plain))) {
      return read(in);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static Body read(DataInputStream in) throws IOException {
    if (in.readByte() != FORM) {
      throw unreadable(new IOException("an unknown form"));
    }
    LinkKey key = new LinkKey(in.readInt(), in.readInt(), in.readLong());
    String name = readText(in);
    String foldedName = readText(in);
    Link link = readLink(in, key, name);
    boolean reuse = in.readBoolean();
    List<Long> earlier = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      earlier.add(in.readLong());
    }
    return new Body(link, foldedName, reuse, earlier);
  }

  private static Link readLink(DataInputStream in, LinkKey key, @Nullable String name)
      throws IOException {
    String target = given(readText(in));
    int owner = in.readInt();
    String title = readText(in);
    List<String> tags = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      tags.add(given(readText(in)));
    }
    int status = in.readInt();
    Instant createdAt = Instant.ofEpochMilli(in.readLong());
    Instant updatedAt = Instant.ofEpochMilli(in.readLong());
    boolean expires = in.readBoolean();
    long expiresAt = in.readLong();
    int limit = in.readInt();
    LinkState state = LinkRow.state(in.readByte());
    return new Link(
        key,
        name,
        target,
        owner,
        title,
        tags,
        status,
        createdAt,
        updatedAt,
        expires ? Instant.ofEpochMilli(expiresAt) : null,
        limit == 0 ? null : limit,
        state,
        in.readLong());
  }

  private static void writeText(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String given(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static TerseException unreadable(IOException e) {
    return new TerseException(Fault.INTERNAL, "A stored intent cannot be read.", e);
  }
}
