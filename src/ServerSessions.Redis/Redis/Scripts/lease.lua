-- Before the scripts that only a partition's owner may run. Leases run by the server's clock, the one clock that all workers share.
local function holds(meta, owner, epoch)
  local stored = redis.call('HMGET', meta, 'owner', 'epoch')
  return stored[1] == owner and stored[2] == epoch
end

local function milliseconds()
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

-- A full server refuses a script whose first write may need memory, and lets one through that began by freeing some. What keeps a
-- partition going begins with this write that frees nothing.
local function begin(meta)
  redis.call('HDEL', meta, '-')
end
