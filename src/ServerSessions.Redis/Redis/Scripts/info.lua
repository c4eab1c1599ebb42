-- KEYS: any key of the partition, for its server. The client library allows INFO only with allowAdmin.
return redis.call('INFO', 'server') .. redis.call('INFO', 'memory') .. redis.call('INFO', 'persistence')
