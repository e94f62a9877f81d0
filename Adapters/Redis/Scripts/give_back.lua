-- ARGV: token. The work is ready at once; the attempt does not count.
local job, item, stage = held_by(ARGV[1])
if not job then return 0 end
release(job, stage, item, ARGV[1])
add_ready(job, stage, item, (state_of(job, item)))
place(job)
settle()
return 1
