package terse.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes between clients and one server, and cuts the line in place of one answer. */
final class LossyProxy implements AutoCloseable {
  private static final int NEVER = -1;

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger answersLeft = new AtomicInteger(NEVER);
  private final int target;
  private volatile Runnable beforeCut = () -> {};

  LossyProxy(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Lets some answers pass, and cuts the line in place of the next one, once. */
  void cutAfter(int answers, Runnable first) {
    beforeCut = first;
    answersLeft.set(answers);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> pump(client, server, false));
        Thread.ofVirtual().start(() -> pump(server, client, true));
      }
    } catch (IOException closed) {
      answersLeft.set(NEVER);
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (answers && isCut()) {
          beforeCut.run();
          return;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException cut) {
      answersLeft.compareAndSet(0, NEVER);
    }
  }

  private boolean isCut() {
    int left = answersLeft.get();
    if (left == NEVER) {
      return false;
    }
    answersLeft.set(left - 1); // from 0 to never
    return left == 0;
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
