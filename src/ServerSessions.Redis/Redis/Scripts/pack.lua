-- KEYS: meta, fields of a day, the same packed. ARGV: owner, epoch, revision at which the fields were read, packed fields.
-- Answers 1 packed, 2 there was a commit since, 0 no longer the owner's.
if not holds(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
if (redis.call('HGET', KEYS[1], 'revision') or '0') ~= ARGV[3] then
  return 2
end
local left = math.max(redis.call('PTTL', KEYS[2]), redis.call('PTTL', KEYS[3]))
redis.call('DEL', KEYS[2])
redis.call('SET', KEYS[3], ARGV[4])
if left > 0 then
  redis.call('PEXPIRE', KEYS[3], left)
end
return 1
