package terse.sql;

import java.time.Duration;

/**
 * What bounds a writer.
 *
 * @param queueRows how many rows may wait to be written
 * @param commitRows how many rows one commit takes at most, unless one call alone has more
 * @param deadline how long a call may take
 */
record WriteLimits(int queueRows, int commitRows, Duration deadline) {}
