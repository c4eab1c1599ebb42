-- KEYS: events, producers. ARGV: producer, maximum of waiting entries (0: signals of a partition, which have no limit and whose sequence may jump), channel ('': none), partition; then first sequence, count and
-- payload of each batch. Answers {0 appended | 1 duplicate | 2 gap | 3 busy, last stored sequence}, and the reason if no notification was published. All batches or none.
local stored = redis.call('HGET', KEYS[2], ARGV[1])
local known = stored and tonumber(string.match(stored, '^%d+')) or 0
local last, held, batches = known, 0, 0
local most = tonumber(ARGV[2])
for i = 5, #ARGV, 3 do
  local first, count = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  batches = batches + 1
  if last == known and first + count - 1 <= known then
    held = held + 1
  elseif first == last + 1 or (most == 0 and first + count - 1 > last) then
    last = first + count - 1
  else
    return {2, known}
  end
end
if held == batches then
  return {1, known}
end
local waiting = redis.call('XLEN', KEYS[1])
if most > 0 and waiting >= most then
  return {3, known}
end
-- The first write is one that a full server refuses, so that nothing of the append is done then.
local id
for i = 5 + 3 * held, #ARGV, 3 do
  id = redis.call('XADD', KEYS[1], '*', 'p', ARGV[1], 's', ARGV[i], 'n', ARGV[i + 1], 'b', ARGV[i + 2])
end
redis.call('HSET', KEYS[2], ARGV[1], string.format('%d %d', last, string.match(id, '^%d+') / 1000))
-- By pcall: for a user without the right to publish, the append still succeeds.
if waiting == 0 and ARGV[3] ~= '' then
  local published = redis.pcall('PUBLISH', ARGV[3], ARGV[4])
  if type(published) == 'table' and published.err then
    return {0, last, published.err}
  end
end
return {0, last}
