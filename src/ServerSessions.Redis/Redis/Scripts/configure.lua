-- KEYS: config. ARGV: partitions, layout. The values of the first application stay. Answers the stored values.
redis.call('HSETNX', KEYS[1], 'partitions', ARGV[1])
redis.call('HSETNX', KEYS[1], 'layout', ARGV[2])
return redis.call('HMGET', KEYS[1], 'partitions', 'layout')
