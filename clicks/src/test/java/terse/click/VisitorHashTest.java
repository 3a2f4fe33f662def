package terse.click;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VisitorHashTest {
  private static final long K0 = 0x0706050403020100L;
  private static final long K1 = 0x0f0e0d0c0b0a0908L;

  /** Outputs of the reference implementation for messages 00 01 02 … under key 00 … 0f. */
  private static final long[] VECTORS = {
    0x726fdb47dd0e0e31L, 0x74f839c593dc67fdL, 0x0d6c8009d9a94f5aL, 0x85676696d7fb7e2dL,
    0xcf2794e0277187b7L, 0x18765564cd99a68dL, 0xcbc9466e58fee3ceL, 0xab0200f58b01d137L,
    0x93f5f5799a932462L, 0x9e0082df0ba9e4b0L, 0x7a5dbbc594ddb9f3L, 0xf4b32f46226bada7L,
    0x751e8fbc860ee5fbL, 0x14ea5627c0843d90L, 0xf723ca908e7af2eeL, 0xa129ca6149be45e5L
  };

  @Test
  void agreesWithTheVectorsOfThePaper() {
    for (int length = 0; length < VECTORS.length; length++) {
      assertThat(VisitorHash.hash(K0, K1, counting(0, length), 0, length))
          .as("length %d", length)
          .isEqualTo(VECTORS[length]);
    }
  }

  @Test
  void readsOnlyThePartItIsGiven() {
    byte[] shifted = counting(5, 15 + 5 + 9);
    assertThat(VisitorHash.hash(K0, K1, shifted, 5, 15)).isEqualTo(VECTORS[15]);
  }

  @Test
  void everyBitOfKeyAndMessageMatters() {
    Set<Long> seen = new HashSet<>();
    seen.add(VisitorHash.hash(K0, K1, counting(0, 15), 0, 15));
    for (int bit = 0; bit < 64; bit++) {
      seen.add(VisitorHash.hash(K0 ^ (1L << bit), K1, counting(0, 15), 0, 15));
      seen.add(VisitorHash.hash(K0, K1 ^ (1L << bit), counting(0, 15), 0, 15));
    }
    for (int bit = 0; bit < 120; bit++) {
      byte[] message = counting(0, 15);
      message[bit >> 3] ^= (byte) (1 << (bit & 7));
      seen.add(VisitorHash.hash(K0, K1, message, 0, 15));
    }
    assertThat(seen).hasSize(1 + 128 + 120);
  }

  private static byte[] counting(int skip, int length) {
    byte[] message = new byte[skip + length];
    for (int i = skip; i < message.length; i++) {
      message[i] = (byte) (i - skip);
    }
    return message;
  }
}
