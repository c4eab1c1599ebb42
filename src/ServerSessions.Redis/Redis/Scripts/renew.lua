-- KEYS: meta. ARGV: owner, epoch, milliseconds. Answers 1, or 0 when the lease is no longer this owner's.
if not holds(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
begin(KEYS[1])
redis.call('HSET', KEYS[1], 'deadline', milliseconds() + ARGV[3])
return 1
