-- ARGV: job, filler, offset, 1 for the last part, regions of this part. Long lists come in parts and take effect with the last; of two
-- fillers the later wins. Gives 1, also when the same part is sent again because the answer got lost on the way; 0 where the rest need not be sent;
-- -1 where another filler has begun, or what was sent is gone: this one must not say that the job is planned.
local job, filler, offset, last = job_of(ARGV[1]), ARGV[2], tonumber(ARGV[3]), ARGV[4] == '1'
if not job or job.regions then return 0 end
local filling, length = job.key .. K.Filling, #ARGV - 4
if offset == 0 then
  redis.call('DEL', filling)
  redis.call('HSET', job.key, 'filler', filler)
elseif redis.call('HGET', job.key, 'filler') ~= filler then
  return -1
end
local there = redis.call('LLEN', filling)
if there == offset + length and length > 0 and not last then return 1 end
if there ~= offset then return -1 end
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
