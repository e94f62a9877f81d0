-- ARGV: token, ms. The work is ready after a while; the attempt does not count.
local job, item, stage = held_by(ARGV[1])
if not job then return 0 end
release(job, stage, item, ARGV[1])
redis.call('ZADD', K.Delayed, now() + tonumber(ARGV[2]), job.id .. ' ' .. item)
count(stream_of(stage, job.model), 'delayed', 1)
place(job)
wake(stage, job.model)
settle()
return 1
