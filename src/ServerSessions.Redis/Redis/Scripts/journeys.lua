-- KEYS: journeys of a day one by one, their ids, names of blocks (lowest id and a rising number: the content under a name never changes). ARGV: 'up' or 'down', the id where reading begins, the one where it ends, the mark of
-- each ('[' with it, '(' without), maximum of blocks, maximum of single journeys.
-- Answers {names of blocks, ids and values of single journeys, how far blocks are complete, how far single ones are}. One script, because between two calls a
-- journey can move from single to block. Up, blocks are complete before an id, down from an id on; nothing: to the end.
local up = ARGV[1] == 'up'
local from, to, blocks, single = ARGV[2], ARGV[3], tonumber(ARGV[6]), tonumber(ARGV[7])
-- Sorts after the number of any block that begins with an id.
local last = string.rep('\255', 9)
local firsts
if up then
  -- The block that begins at or before it, and those that follow.
  firsts = redis.call('ZREVRANGEBYLEX', KEYS[3], '[' .. from .. last, '-', 'LIMIT', 0, 1)
  for _, first in ipairs(redis.call('ZRANGEBYLEX', KEYS[3], '(' .. from .. last, '(' .. to, 'LIMIT', 0, blocks + 1)) do
    firsts[#firsts + 1] = first
  end
else
  -- None beyond the block that contains the end of the range.
  local lowest = redis.call('ZREVRANGEBYLEX', KEYS[3], '[' .. to .. last, '-', 'LIMIT', 0, 1)[1]
  firsts = {}
  for _, first in ipairs(redis.call('ZREVRANGEBYLEX', KEYS[3], '(' .. from, '-', 'LIMIT', 0, blocks + 1)) do
    firsts[#firsts + 1] = first
    if first == lowest then
      break
    end
  end
end
local complete = false
if #firsts > blocks then
  complete = up and firsts[blocks + 1] or firsts[blocks]
  for i = #firsts, blocks + 1, -1 do
    firsts[i] = nil
  end
end
local ids
if up then
  ids = redis.call('ZRANGEBYLEX', KEYS[2], ARGV[4] .. from, ARGV[5] .. to, 'LIMIT', 0, single)
else
  ids = redis.call('ZREVRANGEBYLEX', KEYS[2], ARGV[4] .. from, ARGV[5] .. to, 'LIMIT', 0, single)
end
local pairs = {}
if #ids > 0 then
  for i, value in ipairs(redis.call('HMGET', KEYS[1], unpack(ids))) do
    pairs[2 * i - 1] = ids[i]
    pairs[2 * i] = value
  end
end
local full = false
if #ids == single then
  full = ids[#ids]
end
return {firsts, pairs, complete, full}
