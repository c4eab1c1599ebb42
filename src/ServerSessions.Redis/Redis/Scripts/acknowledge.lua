-- KEYS: meta, outbox. ARGV: owner, epoch, first position to keep.
if not holds(KEYS[1], ARGV[1], ARGV[2]) then
  return 0
end
redis.call('XTRIM', KEYS[2], 'MINID', ARGV[3])
return 1
