package terse.sql;

/** Has changes made in transactions, several callers' in one. */
interface Writes extends AutoCloseable {

  /**
   * Has a change made and waits until it is durable.
   *
   * @param rows how many rows it is worth, 1 or more
   */
  <T> T write(int rows, WriteTask.Work<T> work);

  /**
   * The same for a change that the feed tells of, or that must see all others of its kind: such
   * changes are made one after another, on all nodes together.
   */
  <T> T writeInOrder(int rows, WriteTask.Work<T> work);

  /** Rows waiting now. */
  int waiting();

  /** How many may wait. */
  int mostWaiting();

  /** Makes the changes that wait, then lets the store go. */
  @Override
  void close();
}
