-- ARGV: job, how many messages are known. Gives {state, tally, further messages}, or nothing.
local key, tally, messages = keys_of(ARGV[1])
local state = redis.call('HGET', key, 'state')
if not state then return false end
return { tonumber(state), redis.call('HGETALL', tally), redis.call('LRANGE', messages, ARGV[2], -1) }
