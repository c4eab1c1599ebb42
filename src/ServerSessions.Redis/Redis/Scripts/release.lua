-- KEYS: meta. ARGV: owner, epoch.
if holds(KEYS[1], ARGV[1], ARGV[2]) then
  redis.call('HDEL', KEYS[1], 'owner')
end
