-- KEYS: documents, index. ARGV: id. Answers whether there was one.
local old = redis.call('HGET', KEYS[1], ARGV[1])
if not old then
  return 0
end
redis.call('ZREM', KEYS[2], string.sub(old, 1, 8) .. ARGV[1])
return redis.call('HDEL', KEYS[1], ARGV[1])
