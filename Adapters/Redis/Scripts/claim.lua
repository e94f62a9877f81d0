-- ARGV: token, stage, lease ms, most attempts, backoff ms, longest backoff ms, code and message of a claim that ran out, 1 for the models that follow
-- or 0 for all. Gives {1, job, stage, region, attempt, trace, model}, {0, ms to wait or -1}, or {2, version}; each followed by entries that were malformed and by
-- leases that had run out, of planning, detecting, merging.
local token, stage, lease = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local died = { transient = true, most = tonumber(ARGV[4]), backoff = tonumber(ARGV[5]), longest = tonumber(ARGV[6]), code = ARGV[7], message = ARGV[8] }

local function with_notices(answer)
  local taken = noticed.taken
  for _, n in ipairs({ noticed.malformed, taken[PLAN], taken[DETECT], taken[MERGE] }) do answer[#answer + 1] = n end
  return answer
end

local function answer(job, item)
  local _, attempts = state_of(job, item)
  local _, region = stage_of(item)
  return with_notices({ 1, job.id, stage, region, attempts + 1, job.trace, job.model })
end

-- The claim was made, but its answer got lost on the way.
local before, made = held_by(token)
if before then return answer(before, made) end

local time = now()
forgive(time, lease)
pass_time(time, died)

local models = { '' }
if stage == DETECT then models = ARGV[9] == '1' and { unpack(ARGV, 10) } or redis.call('HKEYS', K.Models) end
local best, best_stream
for _, model in ipairs(models) do
  local stream = stream_of(stage, model)
  local limit = stage == DETECT and redis.call('HGET', K.Limits, model)
  if not limit or number(stream .. K.Counts, 'leased') < tonumber(limit) then
    local first = redis.call('ZRANGE', stream .. K.Jobs, 0, 0)[1]
    if first and (not best or first < best) then best, best_stream = first, stream end
  end
end

if best then
  local job = job_of(best:match('([^:]+)$'))
  local ticket = draw_ticket(best_stream, job.trace)
  if ticket then
    local item = redis.call('ZRANGEBYSCORE', job.key .. K.Ready, stage * STRIDE, (stage + 1) * STRIDE - 1, 'LIMIT', 0, 1)[1]
    take_ready(job, stage, item)
    redis.call('HSET', job.key .. K.Held, item, token)
    redis.call('HSET', K.Claims, token, job.id .. ' ' .. item .. ' ' .. ticket)
    redis.call('ZADD', K.Leases, time + lease, token)
    job.inflight = redis.call('HINCRBY', job.key, 'inflight', 1)
    redis.call('HINCRBY', best_stream .. K.Counts, 'leased', 1)
    if redis.call('HINCRBY', job.key, 'served', 1) % K.TurnLength == 0 then
      job.turn = redis.call('INCR', K.Turns)
      redis.call('HSET', job.key, 'turn', job.turn)
    end
    place(job)
    settle()
    return answer(job, item)
  end
else
  for _, model in ipairs(models) do
    local stream = stream_of(stage, model)
    level(stream)
    drop_orphans(stream, lease)
    touched[stream] = nil
  end
end
settle()
if noticed.newer > 0 then return with_notices({ 2, noticed.newer }) end
local next = -1
for _, moments in ipairs({ K.Leases, K.Delayed }) do
  local first = redis.call('ZRANGE', moments, 0, 0, 'WITHSCORES')
  if first[2] then
    local left = math.max(0, math.ceil(tonumber(first[2]) - time))
    if next < 0 or left < next then next = left end
  end
end
return with_notices({ 0, best and 0 or next })
