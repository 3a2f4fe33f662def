package terse.zookeeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import terse.testkit.ZooKeeperEnsemble;

/** One ensemble of three for all test classes of a run that ask for it by a parameter. */
final class Ensembles implements ParameterResolver {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(Ensembles.class);

  /** A root of the tree that no other test uses. */
  static ConnectString at(ZooKeeperEnsemble ensemble, Path folder) {
    return new ConnectString(
        ensemble.connectString(), "t" + Integer.toHexString(folder.toString().hashCode()));
  }

  static ZooKeeperStores open(ConnectString where) {
    return ZooKeeperStores.open(where, Duration.ofSeconds(30));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ZooKeeperEnsemble.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .computeIfAbsent(ZooKeeperEnsemble.class, _ -> start(), ZooKeeperEnsemble.class);
  }

  private static ZooKeeperEnsemble start() {
    try {
      return ZooKeeperEnsemble.start(Files.createTempDirectory("zookeeper"), 3);
    } catch (IOException e) {
      throw new AssertionError("no ensemble", e);
    }
  }
}
