-- ARGV: job, json, state, 1 if it has ended, seconds to keep it then, who adds. Gives 0 where one is under way.
local id, json, state, final, keep, by = unpack(ARGV)
local key, tally, messages = keys_of(id)
for _, old in ipairs(redis.call('ZRANGEBYSCORE', K.Ended, '-inf', now() - keep * 1000, 'LIMIT', 0, 100)) do
  if redis.call('EXISTS', (keys_of(old))) == 0 then redis.call('ZREM', K.Submitted, old) end
  redis.call('ZREM', K.Ended, old)
end
local there = redis.call('HMGET', key, 'by', 'final')
if there[1] == by then return 1 end -- asked again because the answer got lost on the way
if there[1] and there[2] ~= '1' then return 0 end
redis.call('DEL', key, tally, messages)
redis.call('HSET', key, 'json', json, 'state', state, 'final', final, 'revision', 1, 'by', by, 'submitted', now())
redis.call('ZADD', K.Submitted, now(), id)
redis.call('ZREM', K.Ended, id)
if final == '1' then note_end(id, keep) end
tell(id)
return 1
