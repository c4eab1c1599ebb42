-- KEYS: any key of the storage. ARGV: commands. Answers {those that the server lacks, those that the user may not run on such a key}.
local missing, forbidden = {}, {}
local key = KEYS[1]
for _, command in ipairs(ARGV) do
  if redis.acl_check_cmd then
    local known, allowed = pcall(redis.acl_check_cmd, command, key, key, key, key)
    if not known then
      missing[#missing + 1] = command
    elseif not allowed then
      forbidden[#forbidden + 1] = command
    end
  else
    -- Without arguments, every command that exists fails or has no effect.
    local answer = redis.pcall(command)
    if type(answer) == 'table' and answer.err and string.find(string.lower(answer.err), 'unknown', 1, true) then
      missing[#missing + 1] = command
    end
  end
end
return {missing, forbidden}
