package terse.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The configuration: a value for every {@link Setting} that has one. It is read once, from a file,
 * the environment and the command line, later ones winning; see {@link ConfigReader}.
 */
public final class Config {
  private final Map<Setting<?>, Object> values;

  Config(Map<Setting<?>, Object> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads the configuration.
   *
   * @param arguments the command line, without the command
   * @param environment the environment variables
   * @throws StartFailure naming the key and where it came from, if anything is wrong
   */
  public static Config read(List<String> arguments, Map<String, String> environment) {
    return new ConfigReader(arguments, environment).read();
  }

  /** The value of a setting that has a default. */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new NoSuchElementException(setting.name()));
  }

  /** The value of a setting, empty if it has none. */
  @SuppressWarnings("unchecked") // ConfigReader puts only what the setting's own parser returned
  public <T> Optional<T> find(Setting<T> setting) {
    return Optional.ofNullable((T) values.get(setting));
  }

  /** A path inside the folder of what is this node's own. */
  public Path inNodeData(String name) {
    return find(Settings.NODE_DATA).orElseGet(() -> get(Settings.DATA)).resolve(name);
  }

  /** A path inside the data folder. */
  public Path inData(String name) {
    return get(Settings.DATA).resolve(name);
  }
}
