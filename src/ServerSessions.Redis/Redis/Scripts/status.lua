-- KEYS: meta, events, outbox.
local stored = redis.call('HMGET', KEYS[1], 'owner', 'deadline', 'epoch', 'offset', 'live', 'dead', 'fenced', 'missing', 'buried', 'early', 'open', 'unremembered')
if stored[1] and tonumber(stored[2]) <= milliseconds() then
  stored[1] = false
end
local oldest = redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', 1)
return {
  stored[1], stored[3], stored[4], stored[5], stored[6], stored[7], stored[8],
  redis.call('XLEN', KEYS[2]), oldest[1] and oldest[1][1] or false, redis.call('XLEN', KEYS[3]),
  stored[9], stored[10], stored[11], stored[12]
}
