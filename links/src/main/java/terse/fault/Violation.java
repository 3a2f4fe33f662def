package terse.fault;

/**
 * One thing that is wrong with a request.
 *
 * @param field a JSON pointer into the body such as {@code /url}, or a parameter's name
 * @param detail what is wrong with it
 */
public record Violation(String field, String detail) {}
