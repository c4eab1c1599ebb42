-- KEYS: meta, events, outbox, dead letters, versions of days, then those that operations name by their number.
-- ARGV: owner, epoch, revision, offset, first position to keep; then operations: name, number of the key, count of arguments, arguments.
-- Answers {0 committed | 1 committed before | 2 fenced, entries that wait}.
local stored = redis.call('HMGET', KEYS[1], 'revision', 'committed', 'offset')
local revision, wanted = tonumber(stored[1] or '0'), tonumber(ARGV[3])
local held = holds(KEYS[1], ARGV[1], ARGV[2])
if held and revision == wanted + 1 and stored[2] == ARGV[2] then
  return {1, redis.call('XLEN', KEYS[2])}
end
if not held or revision ~= wanted then
  begin(KEYS[1])
  redis.call('HINCRBY', KEYS[1], 'fenced', 1)
  return {2, 0}
end

local time = milliseconds()
local now = math.floor(time / 1000)
-- The time too: a failover may lose commits, and their numbers are given again.
local stamp = string.format('%.0f-%d', time, revision + 1)
local live = 0
local operations = {}

function operations.live(key, first, last)
  live = live + redis.call('HSET', key, unpack(ARGV, first, last))
end

function operations.ended(key, first, last)
  live = live - redis.call('HDEL', key, unpack(ARGV, first, last))
end

function operations.set(key, first, last)
  redis.call('HSET', key, unpack(ARGV, first, last))
end

function operations.add(key, first, last)
  for i = first, last, 2 do
    redis.call('HINCRBY', key, ARGV[i], ARGV[i + 1])
  end
end

function operations.max(key, first, last)
  for i = first, last, 2 do
    local old = redis.call('HGET', key, ARGV[i])
    if not old or tonumber(old) < tonumber(ARGV[i + 1]) then
      redis.call('HSET', key, ARGV[i], ARGV[i + 1])
    end
  end
end

-- Stamps days whose data this commit changes. Arguments: days.
function operations.version(key, first, last)
  for i = first, last do
    redis.call('HSET', key, ARGV[i], stamp)
  end
end

-- Deletes the versions of days before a day. Argument: the day.
function operations.forget(key, first)
  for _, day in ipairs(redis.call('HKEYS', key)) do
    if tonumber(day) < tonumber(ARGV[first]) then
      redis.call('HDEL', key, day)
    end
  end
end

-- A bucket of time: its number is added to the index of buckets, and old numbers are removed. Arguments: number, how many are kept, and 1
-- when a removal counts as a change of its day.
function operations.bucket(key, first)
  redis.call('ZADD', key, ARGV[first], ARGV[first])
  local newest = redis.call('ZRANGE', key, -1, -1)[1]
  for _, day in ipairs(redis.call('ZRANGEBYSCORE', key, '-inf', newest - ARGV[first + 1])) do
    redis.call('ZREM', key, day)
    if ARGV[first + 2] == '1' then
      redis.call('HSET', KEYS[5], day, stamp)
    end
  end
end

-- Arguments: end of the bucket, seconds that it is kept from then on. A later write is kept as long from its own time.
function operations.expire(key, first)
  redis.call('EXPIREAT', key, math.max(now, tonumber(ARGV[first])) + tonumber(ARGV[first + 1]))
end

function operations.enter(key, first, last)
  for i = first, last do
    redis.call('ZADD', key, 0, ARGV[i])
  end
end

function operations.leave(key, first, last)
  redis.call('ZREM', key, unpack(ARGV, first, last))
end

function operations.document(key, first)
  put_document(key, KEYS[tonumber(ARGV[first])], ARGV[first + 1], ARGV[first + 2], ARGV[first + 3])
end

-- Arguments: kind, target, count, payload, and whether its events are numbered: signals are, for each pair of partitions.
function operations.outbox(key, first)
  local sequence = 0
  if ARGV[first + 4] == '1' then
    local count = tonumber(ARGV[first + 2])
    sequence = redis.call('HINCRBY', KEYS[1], 'signals:' .. ARGV[first + 1], count) - count + 1
  end
  redis.call('XADD', key, '*', 'k', ARGV[first], 't', ARGV[first + 1], 's', sequence, 'n', ARGV[first + 2], 'b', ARGV[first + 3])
end

-- Arguments: position, producer, reason, payload.
function operations.dead(key, first)
  redis.call('XADD', key, 'MAXLEN', '~', 1000, '*', 'at', ARGV[first], 'p', ARGV[first + 1], 'r', ARGV[first + 2], 'b', ARGV[first + 3])
end

-- Arguments: the second before which producers are removed, and the number of the key of folded sequences. Workers (roll:) are never removed.
function operations.prune(key, first)
  local producers, before, kept = redis.call('HGETALL', key), tonumber(ARGV[first]), {}
  for i = 1, #producers, 2 do
    if string.sub(producers[i], 1, 5) ~= 'roll:' and tonumber(string.match(producers[i + 1], '%d+$')) < before then
      redis.call('HDEL', key, producers[i])
    else
      kept[producers[i]] = true
    end
  end
  local folded = KEYS[tonumber(ARGV[first + 1])]
  for _, producer in ipairs(redis.call('HKEYS', folded)) do
    if not kept[producer] then
      redis.call('HDEL', folded, producer)
    end
  end
end

-- The first write frees memory, so that a full server accepts the commit: without commits, no memory would be freed.
redis.call('XTRIM', KEYS[2], 'MINID', ARGV[5])
local i = 6
while i <= #ARGV do
  local count = tonumber(ARGV[i + 2])
  operations[ARGV[i]](KEYS[tonumber(ARGV[i + 1])], i + 3, i + 2 + count)
  i = i + 3 + count
end
redis.call('HSET', KEYS[1], 'revision', revision + 1, 'committed', ARGV[2])
if live ~= 0 then
  redis.call('HINCRBY', KEYS[1], 'live', live)
end
local function parts(position)
  return tonumber(string.match(position, '^%d+')), tonumber(string.match(position, '%d+$'))
end
local oldMs, oldCounter = parts(stored[3] or '0-0')
local newMs, newCounter = parts(ARGV[4])
if newMs > oldMs or (newMs == oldMs and newCounter > oldCounter) then
  redis.call('HSET', KEYS[1], 'offset', ARGV[4])
end
return {0, redis.call('XLEN', KEYS[2])}
