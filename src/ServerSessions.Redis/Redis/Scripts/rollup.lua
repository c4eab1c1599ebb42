-- KEYS: fields of a day, the same packed. Both at once: between two calls the one could become the other.
return {redis.call('HGETALL', KEYS[1]), redis.call('GET', KEYS[2])}
