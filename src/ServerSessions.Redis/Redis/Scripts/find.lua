-- KEYS: journeys of a day one by one, names of blocks. ARGV: 1 to look for all ids in blocks too, or 0 for those alone that are not single; then ids.
-- Answers {value or nothing of each id, names of the blocks in which ids would be}.
local all = ARGV[1] == '1'
local values = redis.call('HMGET', KEYS[1], unpack(ARGV, 2))
local last = string.rep('\255', 9)
local names, known = {}, {}
for i = 2, #ARGV do
  if all or not values[i - 1] then
    local name = redis.call('ZREVRANGEBYLEX', KEYS[2], '[' .. ARGV[i] .. last, '-', 'LIMIT', 0, 1)[1]
    if name and not known[name] then
      known[name] = true
      names[#names + 1] = name
    end
  end
end
return {values, names}
