-- ARGV: job. Gives 0 where it is under way or not there.
local id = ARGV[1]
if redis.call('HGET', (keys_of(id)), 'final') ~= '1' then return 0 end
redis.call('DEL', keys_of(id))
redis.call('ZREM', K.Submitted, id)
redis.call('ZREM', K.Ended, id)
tell(id)
return 1
