package terse.click;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes small databases in MaxMind's format 2.0 for IPv4 with 24-bit records: a binary tree over
 * the address bits, 16 zero bytes, the data, a marker, the metadata.
 */
final class TinyMmdb {
  private static final int EMPTY = -1;
  private static final byte[] MARKER =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

  /** Two records a node; a record is a node, {@link #EMPTY}, or -2 - offset into the data. */
  private final List<int[]> nodes = new ArrayList<>(List.of(new int[] {EMPTY, EMPTY}));

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Says what is known about a network of addresses. */
  TinyMmdb with(String address, int bits, Map<String, Object> record) throws IOException {
    byte[] bytes = InetAddress.getByName(address).getAddress();
    int node = 0;
    for (int bit = 0; bit < bits - 1; bit++) {
      node = child(node, side(bytes, bit));
    }
    nodes.get(node)[side(bytes, bits - 1)] = -2 - data.size();
    write(data, record);
    return this;
  }

  private int child(int node, int side) {
    if (nodes.get(node)[side] < 0) {
      nodes.get(node)[side] = nodes.size();
      nodes.add(new int[] {EMPTY, EMPTY});
    }
    return nodes.get(node)[side];
  }

  private static int side(byte[] address, int bit) {
    return (address[bit / 8] >> (7 - bit % 8)) & 1;
  }

  Path writeTo(Path file) throws IOException {
    var out = new ByteArrayOutputStream();
    for (int[] node : nodes) {
      writeRecord(out, node[0]);
      writeRecord(out, node[1]);
    }
    out.write(new byte[16]);
    data.writeTo(out);
    out.write(MARKER);
    write(out, metadata());
    return Files.write(file, out.toByteArray());
  }

  private void writeRecord(ByteArrayOutputStream out, int record) {
    int value = record >= 0 ? record : nodes.size() + (record == EMPTY ? 0 : 16 - 2 - record);
    out.write(value >> 16);
    out.write(value >> 8);
    out.write(value);
  }

  private Map<String, Object> metadata() {
    return Map.of(
        "binary_format_major_version",
        2,
        "binary_format_minor_version",
        0,
        "build_epoch",
        1_790_000_000L,
        "database_type",
        "Tiny-City",
        "languages",
        List.of("en"),
        "description",
        Map.of("en", "a test"),
        "ip_version",
        4,
        "node_count",
        nodes.size(),
        "record_size",
        24);
  }

  /** A value: its type and size, then itself. */
  private static void write(ByteArrayOutputStream out, Object value) throws IOException {
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(UTF_8);
      out.write((2 << 5) | bytes.length); // shorter than 29 bytes
      out.write(bytes);
    } else if (value instanceof Map<?, ?> map) {
      out.write((7 << 5) | map.size());
      for (var entry : map.entrySet()) {
        write(out, entry.getKey());
        write(out, entry.getValue());
      }
    } else if (value instanceof List<?> list) {
      out.write(list.size());
      out.write(11 - 7);
      for (Object element : list) {
        write(out, element);
      }
    } else if (value instanceof Long number) {
      out.write(8);
      out.write(9 - 7);
      writeNumber(out, number, 8);
    } else {
      out.write((6 << 5) | 4);
      writeNumber(out, (Integer) value, 4);
    }
  }

  private static void writeNumber(ByteArrayOutputStream out, long number, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (number >> (8 * i)));
    }
  }
}
