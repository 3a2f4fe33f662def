package terse.code;

/** A finite field whose elements are the numbers from 0 to its size less one. */
sealed interface Field {
  /** How many elements there are. */
  int size();

  int plus(int a, int b);

  int negative(int a);

  int product(int a, int b);

  /** The smallest field of at least so many elements, at most 128. */
  static Field atLeast(int size) {
    int candidate = Math.max(2, size);
    while (!isPrime(candidate) && !isPowerOfTwo(candidate)) {
      candidate++;
    }
    return isPrime(candidate) ? new Prime(candidate) : Binary.of(candidate);
  }

  private static boolean isPowerOfTwo(int number) {
    return Integer.bitCount(number) == 1;
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  /** Numbers modulo a prime. */
  record Prime(int size) implements Field {
    @Override
    public int plus(int a, int b) {
      int sum = a + b;
      return sum < size ? sum : sum - size;
    }

    @Override
    public int negative(int a) {
      return a == 0 ? 0 : size - a;
    }

    @Override
    public int product(int a, int b) {
      return a * b % size;
    }
  }

  /**
   * Polynomials over bits modulo an irreducible one.
   *
   * @param size a power of two, 4 to 128
   * @param modulus the irreducible polynomial of that degree
   */
  record Binary(int size, int modulus) implements Field {
    /** By degree: the least irreducible polynomials of degree 2 to 7. */
    private static final int[] IRREDUCIBLE = {
      0, 0, 0b111, 0b1011, 0b10011, 0b100101, 0b1000011, 0b10000011
    };

    static Binary of(int size) {
      return new Binary(size, IRREDUCIBLE[Integer.numberOfTrailingZeros(size)]);
    }

    @Override
    public int plus(int a, int b) {
      return a ^ b;
    }

    @Override
    public int negative(int a) {
      return a;
    }

    @Override
    public int product(int a, int b) {
      int product = 0;
      int shifted = a;
      for (int rest = b; rest > 0; rest >>= 1) {
        product ^= (rest & 1) * shifted;
        shifted <<= 1;
        shifted ^= shifted >= size ? modulus : 0;
      }
      return product;
    }
  }
}
