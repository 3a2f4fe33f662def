package terse.code;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.bouncycastle.crypto.fpe.FPEEngine;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * FF1 engines of one key and direction, a few of them kept. An engine serves one caller at a time;
 * a caller who finds its place empty makes a fresh one (a microsecond: an AES key schedule) rather
 * than wait. Places go by thread id and not by thread-local, of which a million virtual threads
 * would have a million.
 */
final class EnginePool {
  private static final int PLACES = 16;

  private final AtomicReferenceArray<FPEEngine> idle = new AtomicReferenceArray<>(PLACES);
  private final boolean forward;
  private final FPEParameters parameters;

  EnginePool(boolean forward, byte[] key, byte[] tweak, int radix) {
    this.forward = forward;
    this.parameters = new FPEParameters(new KeyParameter(key.clone()), radix, tweak.clone());
  }

  /** Encrypts or decrypts digits in place. */
  void process(byte[] digits) {
    int place = (int) (Thread.currentThread().threadId() & (PLACES - 1));
    FPEEngine kept = idle.getAndSet(place, null);
    FPEEngine engine = kept == null ? fresh() : kept;
    engine.processBlock(digits, 0, digits.length, digits, 0);
    idle.setRelease(place, engine);
  }

  private FPEEngine fresh() {
    FPEEngine engine = new FPEFF1Engine();
    engine.init(forward, parameters);
    return engine;
  }
}
