-- If the ticket ARGV[1] has the lease KEYS[1] still: gives it back, and answers with ARGV[2] those who stand in the
-- queue KEYS[2], in their order.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
redis.call('DEL', KEYS[1])
for _, waiter in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  local space = string.find(waiter, ' ', 1, true)
  redis.call('PUBLISH', string.sub(waiter, 1, space - 1), string.sub(waiter, space + 1) .. ' ' .. ARGV[2])
end
redis.call('DEL', KEYS[2])
return 1
