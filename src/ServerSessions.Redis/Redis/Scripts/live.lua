-- KEYS: buckets of live subjects. ARGV: number of texts after which no further bucket is read, because a long answer delays all clients; the kind, or -1 for all.
-- Answers how many buckets were read, and their fields and values in turn.
local kind = tonumber(ARGV[2])
local all, read, seen = {}, 0, 0
for _, key in ipairs(KEYS) do
  if seen >= tonumber(ARGV[1]) then
    break
  end
  local texts = redis.call('HGETALL', key)
  for at = 1, #texts, 2 do
    if kind < 0 or string.byte(texts[at]) == kind then
      all[#all + 1] = texts[at]
      all[#all + 1] = texts[at + 1]
    end
  end
  seen = seen + #texts
  read = read + 1
end
return {read, all}
