-- ARGV: job.
local job = job_of(ARGV[1])
if not job then return 0 end
remove_job(job)
settle()
return 1
