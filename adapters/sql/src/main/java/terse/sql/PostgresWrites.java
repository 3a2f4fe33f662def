package terse.sql;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Changes to PostgreSQL: a few threads commit what need not be in order, one what must be. They
 * have a pool of their own.
 */
record PostgresWrites(Writer free, Writer inOrder, HikariDataSource pool) implements Writes {

  @Override
  public <T> T write(int rows, WriteTask.Work<T> work) {
    return free.write(rows, work);
  }

  @Override
  public <T> T writeInOrder(int rows, WriteTask.Work<T> work) {
    return inOrder.write(rows, work);
  }

  @Override
  public int waiting() {
    return free.waiting() + inOrder.waiting();
  }

  @Override
  public int mostWaiting() {
    return free.mostWaiting() + inOrder.mostWaiting();
  }

  @Override
  public void close() {
    free.close();
    inOrder.close();
    pool.close();
  }
}
