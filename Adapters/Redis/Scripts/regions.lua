-- ARGV: job, filler, offset, 1 for the last part, regions of this part. Long lists come in parts and take effect with the last; of two
-- fillers the later wins. Gives 1, or 0 where the rest need not be sent.
local job, filler, offset, last = job_of(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4] == '1'
if not job or job.regions then return 0 end
local filling = job.key .. K.Filling
if offset == 0 then
  redis.call('DEL', filling)
  redis.call('HSET', job.key, 'filler', filler)
elseif redis.call('HGET', job.key, 'filler') ~= filler or redis.call('LLEN', filling) ~= offset then
  return 0
end
for i = 5, #ARGV, 1000 do redis.call('RPUSH', filling, unpack(ARGV, i, math.min(i + 999, #ARGV))) end
if not last then
  redis.call('EXPIRE', filling, 3600)
  return 1
end
redis.call('HSET', job.key, 'regions', '1')
redis.call('HDEL', job.key, 'filler')
job.regions = true
open_regions(job, redis.call('LRANGE', filling, 0, -1))
redis.call('DEL', filling)
settle_job(job)
place(job)
settle()
return 1
