-- ARGV: job, process, its number for this, the state in which time counts, then names and what is added.
local id, process, sequence, running = unpack(ARGV, 1, 4)
local key, tally = keys_of(id)
if redis.call('EXISTS', key) == 0 then return 0 end
-- Asked again because the answer got lost on the way?
if tonumber(redis.call('HGET', tally, process) or 0) >= tonumber(sequence) then return 0 end
redis.call('HSET', tally, process, sequence)
for i = 5, #ARGV, 2 do redis.call('HINCRBY', tally, ARGV[i], ARGV[i + 1]) end
if redis.call('HGET', key, 'state') == running then
  redis.call('HSETNX', tally, 'started', now())
  redis.call('HSET', tally, 'counted', now())
end
keep_ended(id)
tell(id)
return 1
