package terse.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Changes waiting for the writer, bounded by the rows in them. */
final class WriteQueue {
  private final int bound;
  private final Deque<WriteTask<?>> tasks = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int rows;
  private boolean closed;

  WriteQueue(int bound) {
    this.bound = bound;
  }

  /** What came of an offer. */
  enum Offer {
    ACCEPTED,
    FULL,
    CLOSED
  }

  /** Never waits. A single task beyond the bound is accepted while nothing else waits. */
  Offer offer(WriteTask<?> task) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (rows > 0 && rows + task.rows() > bound) {
        return Offer.FULL;
      }
      tasks.add(task);
      rows += task.rows();
      changed.signal();
      return Offer.ACCEPTED;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for tasks and takes as many as fit; empty once the queue is closed and drained. */
  List<WriteTask<?>> take(int maxRows) {
    lock.lock();
    try {
      while (tasks.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      return drain(maxRows);
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Rows waiting now. */
  int depth() {
    lock.lock();
    try {
      return rows;
    } finally {
      lock.unlock();
    }
  }

  int bound() {
    return bound;
  }

  private List<WriteTask<?>> drain(int maxRows) {
    List<WriteTask<?>> taken = new ArrayList<>();
    int left = maxRows;
    for (WriteTask<?> next = tasks.peek();
        next != null && (taken.isEmpty() || next.rows() <= left);
        next = tasks.peek()) {
      taken.add(tasks.remove());
      left -= next.rows();
      rows -= next.rows();
    }
    return taken;
  }
}
