-- Gives the lease KEYS[1] to the ticket ARGV[1] for ARGV[2] milliseconds if nobody has it; else puts ARGV[3], which
-- says where and under which ticket to answer, at the end of the queue KEYS[2]. Who stands in it keeps the place.
local leader = redis.call('GET', KEYS[1])
if not leader or leader == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  redis.call('ZREM', KEYS[2], ARGV[3])
  return {0, 0}
end
local last = redis.call('ZRANGE', KEYS[2], -1, -1, 'WITHSCORES')
local next = last[2] and tonumber(last[2]) + 1 or 1
redis.call('ZADD', KEYS[2], 'NX', next, ARGV[3])
redis.call('PEXPIRE', KEYS[2], 4 * ARGV[2])
return {1 + redis.call('ZRANK', KEYS[2], ARGV[3]), redis.call('PTTL', KEYS[1])}
