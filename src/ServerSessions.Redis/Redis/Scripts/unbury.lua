-- KEYS: dead letters. ARGV: log positions of those that go. The stream is written anew: a deleted entry would stay in the memory that it shares with others.
local gone = {}
for _, position in ipairs(ARGV) do
  gone[position] = true
end
local kept, removed = {}, 0
for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
  if gone[entry[2][2]] then
    removed = removed + 1
  else
    kept[#kept + 1] = entry
  end
end
if removed > 0 then
  redis.call('DEL', KEYS[1])
  for _, entry in ipairs(kept) do
    redis.call('XADD', KEYS[1], entry[1], unpack(entry[2]))
  end
end
return removed
