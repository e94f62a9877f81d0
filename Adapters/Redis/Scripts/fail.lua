-- ARGV: job, stage, region, token, most attempts, backoff ms, longest backoff ms, code, message, 1 for transient, who
-- asks. Gives 1 where the work was given up.
local failure = {
  most = tonumber(ARGV[5]), backoff = tonumber(ARGV[6]), longest = tonumber(ARGV[7]), code = ARGV[8], message = ARGV[9], transient = ARGV[10] == '1',
  by = ARGV[11],
}
local job, item, stage = held_by(ARGV[4])
if not job then
  -- Asked again because the answer got lost on the way?
  local dead = redis.call('HGET', K.Work .. ARGV[1] .. K.Dead, item_of(ARGV[2], ARGV[3]))
  return dead and cjson.decode(dead).by == ARGV[11] and 1 or 0
end
local given_up = fail(job, stage, item, ARGV[4], failure, now())
settle()
return given_up
