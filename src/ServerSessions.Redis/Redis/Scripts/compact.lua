-- Packs journeys of a day into blocks, or removes journeys. KEYS: meta, journeys one by one, their ids, blocks by name, names of blocks, versions of days.
-- ARGV: owner ('' for any caller), epoch, revision and turn of the read that this change is based on, end of the day, seconds that it is kept from then on;
-- then, each with its count: ids that are no longer single, names of removed blocks, names and contents of new blocks.
-- Answers 1 done, 2 something has changed since the read, 0 no longer the owner's. The turn rises with each change of a block, by any caller.
local stored = redis.call('HMGET', KEYS[1], 'revision', 'compacted')
if ARGV[1] ~= '' then
  if not holds(KEYS[1], ARGV[1], ARGV[2]) then
    return 0
  end
  if (stored[1] or '0') ~= ARGV[3] then
    return 2
  end
end
if (stored[2] or '0') ~= ARGV[4] then
  return 2
end
begin(KEYS[1])
local at = 7
local function each(size, act)
  local last = at + tonumber(ARGV[at])
  for i = at + 1, last, size do
    act(ARGV[i], ARGV[i + 1])
  end
  at = last + 1
end
each(1, function(id)
  redis.call('HDEL', KEYS[2], id)
  redis.call('ZREM', KEYS[3], id)
end)
each(1, function(first)
  redis.call('HDEL', KEYS[4], first)
  redis.call('ZREM', KEYS[5], first)
end)
each(2, function(first, block)
  redis.call('HSET', KEYS[4], first, block)
  redis.call('ZADD', KEYS[5], 0, first)
end)
local now = math.floor(milliseconds() / 1000)
for i = 4, 5 do
  redis.call('EXPIREAT', KEYS[i], math.max(now, tonumber(ARGV[5])) + tonumber(ARGV[6]))
end
local turn = redis.call('HINCRBY', KEYS[1], 'compacted', 1)
-- Packing changes no data; a deletion does.
if ARGV[1] == '' then
  redis.call('HSET', KEYS[6], string.format('%d', ARGV[5] / 86400 - 1), string.format('%.0f-s%d', milliseconds(), turn))
end
return 1
