-- KEYS: meta. ARGV: owner, milliseconds. Answers the epoch, or nothing when another owner's lease still runs.
local stored = redis.call('HMGET', KEYS[1], 'owner', 'deadline', 'epoch')
local now = milliseconds()
local epoch = tonumber(stored[3] or '0')
if stored[1] ~= ARGV[1] then
  if stored[1] and tonumber(stored[2]) > now then
    return false
  end
  epoch = epoch + 1
end
begin(KEYS[1])
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'epoch', epoch, 'deadline', now + ARGV[2])
return epoch
