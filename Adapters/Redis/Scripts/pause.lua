-- ARGV: job, 1 to pause or 0 to resume. Gives 0 where there is no such job.
local job, paused = job_of(ARGV[1]), ARGV[2] == '1'
if not job then return 0 end
if job.paused ~= paused then
  for stage = PLAN, MERGE do
    local stream, ready = stream_of(stage, job.model), ready_of(job, stage)
    count(stream, paused and 'paused' or 'ready', ready)
    count(stream, paused and 'ready' or 'paused', -ready)
    if ready > 0 then
      touched[stream] = job.trace
      wake(stage, job.model)
    end
  end
  job.paused = paused
  redis.call('HSET', job.key, 'paused', ARGV[2])
  place(job)
  settle()
end
return 1
