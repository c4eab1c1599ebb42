-- KEYS: buckets of live subjects. Answers their fields and values in turn.
local all = {}
for _, key in ipairs(KEYS) do
  for _, text in ipairs(redis.call('HGETALL', key)) do
    all[#all + 1] = text
  end
end
return all
