-- ARGV: a time. Gives the time now, then {id, record, tally} of each job, the last submitted first; those that ended before that time, whose records
-- stay as they are, as {id} alone.
local old = {}
for _, id in ipairs(redis.call('ZRANGEBYSCORE', K.Ended, '-inf', '(' .. ARGV[1])) do old[id] = true end
local result = { now() }
for _, id in ipairs(redis.call('ZREVRANGE', K.Submitted, 0, -1)) do
  local key, tally = keys_of(id)
  local record = not old[id] and record_of(id)
  if record then
    result[#result + 1] = { id, record, redis.call('HGETALL', tally) }
  elseif old[id] and redis.call('EXISTS', key) == 1 then
    result[#result + 1] = { id }
  else
    redis.call('ZREM', K.Submitted, id)
    redis.call('ZREM', K.Ended, id)
  end
end
return result
