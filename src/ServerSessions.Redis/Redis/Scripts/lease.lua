-- Prefix of scripts that only a partition's owner may run. Leases use the server's clock, the one clock that all workers share.
local function holds(meta, owner, epoch)
  local stored = redis.call('HMGET', meta, 'owner', 'epoch')
  return stored[1] == owner and stored[2] == epoch
end

local function milliseconds()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- A full server refuses a script whose first write may need memory, and accepts one that starts by freeing memory. Scripts that keep a
-- partition running start with this write, which frees nothing but counts as one that does.
local function begin(meta)
  redis.call('HDEL', meta, '-')
end
