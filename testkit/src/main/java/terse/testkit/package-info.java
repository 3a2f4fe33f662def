/**
 * What tests share: the contract of each port, which every backend's test inherits, a clock to
 * steer and seeds to replay.
 */
@NullMarked
package terse.testkit;

import org.jspecify.annotations.NullMarked;
