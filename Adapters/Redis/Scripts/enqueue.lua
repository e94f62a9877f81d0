-- ARGV: job, model, hash, priority, trace, ms after which its planning is due. Gives 1; 0 where the job is queued already; -1 where the name stands for another model.
local id, model, hash, priority, trace, slack = unpack(ARGV)
local key = K.Work .. id
if redis.call('EXISTS', key) == 1 then return 0 end
if redis.call('HSETNX', K.Models, model, hash) == 0 and redis.call('HGET', K.Models, model) ~= hash then return -1 end
redis.call('HSET', key, 'model', model, 'priority', priority, 'arrival', redis.call('INCR', K.Arrivals), 'paused', '0', 'inflight', 0,
  'regions', '0', 'open', 0, 'order', 0, 'served', 0, 'turn', 0, 'trace', trace, 'due', now() + tonumber(slack))
local stream = stream_of(DETECT, model)
count(stream, 'jobs', 1)
local job = job_of(id)
open(job, PLAN, 0)
place(job)
settle()
redis.call('PERSIST', stream)
return 1
