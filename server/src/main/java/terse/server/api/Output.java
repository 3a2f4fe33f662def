package terse.server.api;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An answer's body, written by one thread that may block. At most a stated number of bytes wait for
 * a client that does not read.
 */
final class Output {
  private final HttpServerResponse response;
  private final Context context;
  private final long maxWaiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long waiting;
  private boolean broken;

  /** Sets what an answer has before its body. */
  interface Head {
    void set(int status, String type);
  }

  Output(
      Head head,
      int status,
      String type,
      HttpServerResponse response,
      Context context,
      long maxWaiting) {
    this.response = response;
    this.context = context;
    this.maxWaiting = maxWaiting;
    context.runOnContext(
        _ -> {
          response.exceptionHandler(_ -> breakOff());
          response.closeHandler(_ -> breakOff());
          head.set(status, type);
          response.setChunked(true);
          response.writeHead();
        });
  }

  /**
   * Writes bytes; waits while too many are waiting already.
   *
   * @return false if none of those waiting could be sent within {@code patience}: nothing was
   *     written then
   * @throws InterruptedException if the connection broke
   */
  boolean write(byte[] bytes, Duration patience) throws InterruptedException {
    if (!makeRoom(patience)) {
      return false;
    }
    push(bytes);
    return true;
  }

  /** Writes bytes however many are waiting, and ends the answer. */
  void end(byte[] last) {
    context.runOnContext(_ -> response.end(Buffer.buffer(last)));
  }

  /** Bytes that wait for the client. */
  long waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private boolean makeRoom(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long before = waiting;
      while (waiting >= maxWaiting && !broken) {
        if (!moved.await(patience.toMillis(), TimeUnit.MILLISECONDS) && waiting >= before) {
          return false;
        }
        before = Math.min(before, waiting);
      }
      if (broken) {
        throw new InterruptedException("the connection broke");
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void push(byte[] bytes) {
    add(bytes.length);
    context.runOnContext(
        _ -> response.write(Buffer.buffer(bytes)).onComplete(_ -> add(-bytes.length)));
  }

  private void add(int bytes) {
    lock.lock();
    try {
      waiting += bytes;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void breakOff() {
    lock.lock();
    try {
      broken = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
