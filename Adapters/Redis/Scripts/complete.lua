-- ARGV: job, stage, region, who asks. Gives 1 where this result counts, also when the same asks again because the answer got lost on the way.
local id, stage, asker = ARGV[1], tonumber(ARGV[2]), ARGV[4]
local job, item, merged = job_of(id), item_of(ARGV[2], ARGV[3]), K.Work .. id .. K.Merged
if not job or not state_of(job, item) then
  local by = job and redis.call('HGET', job.key .. K.Done, item) or stage == MERGE and redis.call('GET', merged)
  return by == asker and 1 or 0
end
close(job, stage, item)
if stage == MERGE then
  remove_job(job)
  redis.call('SET', merged, asker, 'EX', 3600)
else
  redis.call('HSET', job.key .. K.Done, item, asker)
  settle_job(job)
  place(job)
end
settle()
return 1
