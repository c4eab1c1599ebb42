-- KEYS: any key of the partition, for its server. The client library keeps INFO from applications without administrator's rights.
return redis.call('INFO', 'server') .. redis.call('INFO', 'memory') .. redis.call('INFO', 'persistence')
