package terse.server.api;

import org.jspecify.annotations.Nullable;
import terse.fault.TerseException;
import terse.link.CreateLink;

/**
 * A line of a bulk request, read.
 *
 * @param line its number, from 1
 * @param request what it asks for, null if it is a problem already
 * @param problem what is wrong with it, null if it asks for a link
 * @param retryAfter seconds after which it may be asked again, 0 if that is not known
 */
record BulkItem(
    long line,
    CreateLink.@Nullable Request request,
    @Nullable TerseException problem,
    int retryAfter) {
  static BulkItem asking(long line, CreateLink.Request request) {
    return new BulkItem(line, request, null, 0);
  }

  static BulkItem wrong(long line, TerseException problem) {
    return new BulkItem(line, null, problem, 0);
  }

  static BulkItem later(long line, TerseException problem, int retryAfter) {
    return new BulkItem(line, null, problem, retryAfter);
  }
}
