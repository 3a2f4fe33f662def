package terse.server.redirect;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/** How the event loops talk to the kernel, the best first. */
public enum Transport {
  IO_URING {
    @Override
    boolean isAvailable() {
      return IoUring.isAvailable();
    }

    @Override
    IoHandlerFactory handlers() {
      return IoUringIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerSocketChannel> serverChannel() {
      return IoUringServerSocketChannel.class;
    }
  },
  EPOLL {
    @Override
    boolean isAvailable() {
      return Epoll.isAvailable();
    }

    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerSocketChannel> serverChannel() {
      return EpollServerSocketChannel.class;
    }
  },
  NIO {
    @Override
    boolean isAvailable() {
      return true;
    }

    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    Class<? extends ServerSocketChannel> serverChannel() {
      return NioServerSocketChannel.class;
    }
  };

  /** The best one this machine's kernel and architecture allow. */
  public static Transport best() {
    for (Transport transport : values()) {
      if (transport.isAvailable()) {
        return transport;
      }
    }
    return NIO;
  }

  abstract boolean isAvailable();

  abstract IoHandlerFactory handlers();

  abstract Class<? extends ServerSocketChannel> serverChannel();
}
