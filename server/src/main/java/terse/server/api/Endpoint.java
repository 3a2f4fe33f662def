package terse.server.api;

import terse.server.ops.Shedder.Work;

/** How an operation is answered. Both kinds run on a virtual thread of their own and may block. */
sealed interface Endpoint {

  /** What is given up first under load. */
  Work work();

  /** Answers a call whose whole body has been read. */
  record Whole(Work work, Code code) implements Endpoint {
    /** Straight-line code from a call to its answer. */
    interface Code {
      Answer answer(Call call);
    }
  }

  /** Answers a call while its body still comes, or for as long as the caller listens. */
  record Streaming(Script script) implements Endpoint {
    /** Straight-line code that reads the input and writes the output until it is done. */
    interface Script {
      void run(Call call, Input input, Exchange exchange) throws InterruptedException;
    }

    @Override
    public Work work() {
      return Work.STREAM;
    }
  }

  static Endpoint plain(Whole.Code code) {
    return new Whole(Work.PLAIN, code);
  }

  static Endpoint report(Whole.Code code) {
    return new Whole(Work.REPORT, code);
  }
}
