-- KEYS: buckets of live subjects. ARGV: texts after which no further bucket is read, for a long answer holds up everybody.
-- Answers how many buckets were read, and their fields and values in turn.
local all, read = {}, 0
for _, key in ipairs(KEYS) do
  if #all >= tonumber(ARGV[1]) then
    break
  end
  for _, text in ipairs(redis.call('HGETALL', key)) do
    all[#all + 1] = text
  end
  read = read + 1
end
return {read, all}
