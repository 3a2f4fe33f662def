-- Puts in ARGV[1], which begins with its version as 16 hexadecimal digits, for ARGV[2] milliseconds, unless what is
-- under KEYS[1] is of a higher version. What is no entry of ours gives way.
local present = redis.pcall('GETRANGE', KEYS[1], 0, 15)
if type(present) == 'table' then
  redis.call('DEL', KEYS[1])
  present = ''
end
if string.find(present, '^' .. string.rep('[0-9a-f]', 16) .. '$') and present > string.sub(ARGV[1], 1, 16) then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
