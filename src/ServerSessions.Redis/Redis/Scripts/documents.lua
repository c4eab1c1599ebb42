-- A document is 8 bytes of order, 8 bytes of version, then its data; the index orders by the bytes of order and id.
local most_documents = 100000

local function put_document(documents, index, id, order, data, expected)
  local old = redis.call('HGET', documents, id)
  local version = old and struct.unpack('>I8', old, 9) or 0
  if expected and expected ~= version then
    return false
  end
  if old then
    redis.call('ZREM', index, string.sub(old, 1, 8) .. id)
  end
  redis.call('HSET', documents, id, order .. struct.pack('>I8', version + 1) .. data)
  redis.call('ZADD', index, 0, order .. id)
  local over = redis.call('ZCARD', index) - most_documents
  if over > 0 then
    for _, lowest in ipairs(redis.call('ZPOPMIN', index, over)) do
      redis.call('HDEL', documents, string.sub(lowest, 9))
    end
  end
  return version + 1
end
