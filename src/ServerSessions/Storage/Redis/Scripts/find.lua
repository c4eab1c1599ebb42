-- KEYS: journeys of a day one by one, blocks, first ids of blocks. ARGV: ids. Answers {value or nothing of each id, the blocks in which the others
-- would be, and the first ids of these}.
local values = redis.call('HMGET', KEYS[1], unpack(ARGV))
local firsts, known = {}, {}
for i, id in ipairs(ARGV) do
  if not values[i] then
    local first = redis.call('ZREVRANGEBYLEX', KEYS[3], '[' .. id, '-', 'LIMIT', 0, 1)[1]
    if first and not known[first] then
      known[first] = true
      firsts[#firsts + 1] = first
    end
  end
end
local blocks = {}
if #firsts > 0 then
  blocks = redis.call('HMGET', KEYS[2], unpack(firsts))
end
return {values, blocks, firsts}
