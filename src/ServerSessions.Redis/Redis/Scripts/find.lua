-- KEYS: journeys of a day one by one, names of blocks. ARGV: ids. Answers {value or nothing of each id, names of the blocks in which the others would be}.
local values = redis.call('HMGET', KEYS[1], unpack(ARGV))
local last = string.rep('\255', 9)
local names, known = {}, {}
for i, id in ipairs(ARGV) do
  if not values[i] then
    local name = redis.call('ZREVRANGEBYLEX', KEYS[2], '[' .. id .. last, '-', 'LIMIT', 0, 1)[1]
    if name and not known[name] then
      known[name] = true
      names[#names + 1] = name
    end
  end
end
return {values, names}
