package terse.click;

/**
 * How far a journal has been taken in. Within a (node, epoch, partition), offsets only rise, so one
 * number says which clicks are already counted.
 *
 * @param node the node's name
 * @param epoch the node's start, larger at every start, so positions never repeat
 * @param partition the journal within the node, one an event loop
 * @param offset everything before it is counted
 */
public record Position(String node, long epoch, int partition, long offset) {}
