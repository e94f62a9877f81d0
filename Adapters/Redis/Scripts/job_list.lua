-- Gives {record, tally} of each job.
local result = {}
for _, id in ipairs(redis.call('ZREVRANGE', K.Submitted, 0, -1)) do
  local _, tally = keys_of(id)
  local record = record_of(id)
  if record then
    result[#result + 1] = { record, redis.call('HGETALL', tally) }
  else
    redis.call('ZREM', K.Submitted, id)
    redis.call('ZREM', K.Ended, id)
  end
end
return result
