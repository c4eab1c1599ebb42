-- KEYS: the months' index, one month's users. ARGV: user, month, months kept, expiry, then session ids. A user's value consists of the ids
-- in sequence, 16 bytes each; the newest are kept.
local most = 1000
local ids = redis.call('HGET', KEYS[2], ARGV[1]) or ''
local known = {}
for at = 1, #ids, 16 do
  known[string.sub(ids, at, at + 15)] = true
end
local fresh = {}
for i = 5, #ARGV do
  if not known[ARGV[i]] then
    known[ARGV[i]] = true
    fresh[#fresh + 1] = ARGV[i]
  end
end
if #fresh == 0 then
  return 0
end
ids = ids .. table.concat(fresh)
if #ids > 16 * most then
  local all = {}
  for at = 1, #ids, 16 do
    all[#all + 1] = string.sub(ids, at, at + 15)
  end
  table.sort(all)
  ids = table.concat(all, '', #all - most + 1)
end
redis.call('HSET', KEYS[2], ARGV[1], ids)
redis.call('ZADD', KEYS[1], ARGV[2], ARGV[2])
redis.call('EXPIRE', KEYS[2], ARGV[4])
local newest = redis.call('ZRANGE', KEYS[1], -1, -1)[1]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', newest - ARGV[3])
return #fresh
