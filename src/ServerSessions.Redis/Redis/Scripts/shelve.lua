-- Puts journeys of a day into blocks, or takes some away. KEYS: meta, journeys one by one, their ids, blocks by name, names of blocks, versions of days.
-- ARGV: owner ('' for who may be anybody), epoch, revision and turn at which was read what is written here, end of the day, seconds that it is kept from then on;
-- then how many there are and: ids that stand alone no more, names of blocks that go, names and blocks that come.
-- Answers 1 done, 2 something has changed since it was read, 0 not the owner's any more. The turn rises with each change of a block, whoever makes it.
local stored = redis.call('HMGET', KEYS[1], 'revision', 'shelved')
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
local turn = redis.call('HINCRBY', KEYS[1], 'shelved', 1)
-- What a packer writes is read as before; what anybody else takes away is not.
if ARGV[1] == '' then
  redis.call('HSET', KEYS[6], string.format('%d', ARGV[5] / 86400 - 1), string.format('%.0f-s%d', milliseconds(), turn))
end
return 1
