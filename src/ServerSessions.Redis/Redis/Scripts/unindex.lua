-- KEYS: one month's users. ARGV: user, then session ids that go.
local ids = redis.call('HGET', KEYS[1], ARGV[1])
if not ids then
  return 0
end
local gone = {}
for i = 2, #ARGV do
  gone[ARGV[i]] = true
end
local kept = {}
for at = 1, #ids, 16 do
  local id = string.sub(ids, at, at + 15)
  if not gone[id] then
    kept[#kept + 1] = id
  end
end
if #kept == 0 then
  return redis.call('HDEL', KEYS[1], ARGV[1])
end
redis.call('HSET', KEYS[1], ARGV[1], table.concat(kept))
return 1
