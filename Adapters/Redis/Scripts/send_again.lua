-- ARGV: job, stage, region. Gives 1, or 0 where there is no such dead letter or the job's merge is in work.
local job, stage, region = job_of(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
if not job then return 0 end
local item, merge = item_of(stage, region), item_of(MERGE, 0)
if redis.call('HEXISTS', job.key .. K.Dead, item) == 0 or redis.call('HEXISTS', job.key .. K.Held, merge) == 1 then return 0 end
redis.call('HDEL', job.key .. K.Dead, item)
count(stream_of(stage, job.model), 'dead', -1)
if stage == MERGE then
  settle_job(job)
else
  -- The merge waits for this again.
  if state_of(job, merge) then close(job, MERGE, merge) end
  open(job, stage, region)
end
place(job)
settle()
return 1
