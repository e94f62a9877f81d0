-- What happens to work: claimed, released, failed, settled.

-- Opens all regions of a job, which has none before: few calls for many regions.
local function open_regions(job, regions)
  local order, items, ready, known = number(job.key, 'order'), {}, {}, {}
  for _, region in ipairs(regions) do
    if not known[region] then
      known[region] = true
      order = order + 1
      local item = item_of(DETECT, region)
      items[#items + 1], items[#items + 2] = item, order .. ' 0'
      ready[#ready + 1], ready[#ready + 2] = DETECT * STRIDE + order, item
    end
  end
  for i = 1, #items, 1000 do
    redis.call('HSET', job.key .. K.Items, unpack(items, i, math.min(i + 999, #items)))
    redis.call('ZADD', job.key .. K.Ready, unpack(ready, i, math.min(i + 999, #ready)))
  end
  redis.call('HSET', job.key, 'order', order, 'open', #items / 2)
  if #items > 0 then
    local stream = stream_of(DETECT, job.model)
    count(stream, job.paused and 'paused' or 'ready', #items / 2)
    touched[stream] = job.trace
    wake(DETECT, job.model)
  end
end

local function release(job, stage, item, token)
  local claim = redis.call('HGET', K.Claims, token)
  local stream = stream_of(stage, job.model)
  redis.call('HDEL', job.key .. K.Held, item)
  redis.call('HDEL', K.Claims, token)
  redis.call('ZREM', K.Leases, token)
  redis.call('HINCRBY', job.key, 'inflight', -1)
  job.inflight = job.inflight - 1
  count(stream, 'leased', -1)
  if claim then finish_tickets(stream, { claim:match('(%S+)$') }) end
  -- A claim less may let another through.
  if stage == DETECT and redis.call('HEXISTS', K.Limits, job.model) == 1 then wake(DETECT, job.model) end
end

local function undelay(job, stage, item)
  if redis.call('ZREM', K.Delayed, job.id .. ' ' .. item) == 1 then
    count(stream_of(stage, job.model), 'delayed', -1)
    return true
  end
end

-- Takes open work out, wherever it stands.
local function close(job, stage, item)
  local token = redis.call('HGET', job.key .. K.Held, item)
  if token then
    release(job, stage, item, token)
  elseif not undelay(job, stage, item) then
    take_ready(job, stage, item)
  end
  redis.call('HDEL', job.key .. K.Items, item)
  if stage == DETECT then redis.call('HINCRBY', job.key, 'open', -1) end
end

-- The merge is added once every region is done or given up.
local function settle_job(job)
  local merge = item_of(MERGE, 0)
  if job.regions and number(job.key, 'open') == 0 and redis.call('HEXISTS', job.key .. K.Dead, merge) == 0 then open(job, MERGE, 0) end
end

-- Counts an attempt: 1 where the work was given up, else it is ready again after a while.
local function fail(job, stage, item, token, failure, time)
  local order, attempts = state_of(job, item)
  attempts = attempts + 1
  local given_up = not failure.transient or attempts >= failure.most
  if given_up then
    close(job, stage, item)
    redis.call('HSET', job.key .. K.Dead, item, cjson.encode({ code = failure.code, message = failure.message, attempts = attempts, by = failure.by }))
    count(stream_of(stage, job.model), 'dead', 1)
    settle_job(job)
  else
    release(job, stage, item, token)
    redis.call('HSET', job.key .. K.Items, item, order .. ' ' .. attempts)
    redis.call('ZADD', K.Delayed, time + math.min(failure.backoff * 2 ^ (attempts - 1), failure.longest), job.id .. ' ' .. item)
    count(stream_of(stage, job.model), 'delayed', 1)
    wake(stage, job.model)
  end
  place(job)
  return given_up and 1 or 0
end

-- The claim that a token stands for, where it still holds.
local function held_by(token)
  local claim = redis.call('HGET', K.Claims, token)
  if not claim then return nil end
  local id, item = claim:match('^(%S+) (%S+)')
  local job = job_of(id)
  if not job then return nil end
  return job, item, (stage_of(item))
end

-- Nobody was answered for a while: Redis was away, and its clients could not renew. Their leases run on from now.
local function forgive(time, lease)
  local served = tonumber(redis.call('GET', K.Served) or 0)
  if time - served > lease / 2 then
    for _, token in ipairs(redis.call('ZRANGEBYSCORE', K.Leases, '-inf', time + lease)) do redis.call('ZADD', K.Leases, time + lease, token) end
  end
  redis.call('SET', K.Served, time, 'EX', 86400)
end

-- Makes delayed work ready whose time has come, and fails what is held by claims whose lease has run out; a number of each at a time.
local function pass_time(time, failure)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', K.Delayed, '-inf', time, 'LIMIT', 0, 200)) do
    local id, item = member:match('^(%S+) (%S+)$')
    local job, stage = job_of(id), stage_of(item)
    if job and undelay(job, stage, item) then
      add_ready(job, stage, item, (state_of(job, item)))
      place(job)
    else
      redis.call('ZREM', K.Delayed, member)
    end
  end
  for _, token in ipairs(redis.call('ZRANGEBYSCORE', K.Leases, '-inf', time, 'LIMIT', 0, 200)) do
    local job, item, stage = held_by(token)
    if job then
      noticed.taken[stage] = noticed.taken[stage] + 1
      fail(job, stage, item, token, failure, time)
    else
      redis.call('ZREM', K.Leases, token)
      redis.call('HDEL', K.Claims, token)
    end
  end
end

-- Takes a job out of the queue with all that is left of it.
local function remove_job(job)
  local held = redis.call('HGETALL', job.key .. K.Held)
  for i = 1, #held, 2 do release(job, (stage_of(held[i])), held[i], held[i + 1]) end
  local dead = redis.call('HKEYS', job.key .. K.Dead)
  for _, item in ipairs(dead) do count(stream_of(stage_of(item), job.model), 'dead', -1) end
  local places = redis.call('HMGET', job.key, 'place0', 'place1', 'place2')
  local waiting = redis.call('HLEN', job.key .. K.Items) - #held / 2
  for stage = PLAN, MERGE do
    local stream, ready = stream_of(stage, job.model), ready_of(job, stage)
    count(stream, job.paused and 'paused' or 'ready', -ready)
    waiting = waiting - ready
    if places[stage + 1] then redis.call('ZREM', stream .. K.Jobs, places[stage + 1]) end
  end
  if waiting > 0 then -- what is left waits for another attempt
    for _, item in ipairs(redis.call('HKEYS', job.key .. K.Items)) do undelay(job, (stage_of(item)), item) end
  end
  redis.call('UNLINK', job.key, job.key .. K.Items, job.key .. K.Ready, job.key .. K.Held, job.key .. K.Done, job.key .. K.Dead, job.key .. K.Filling)
  local regions = stream_of(DETECT, job.model)
  count(regions, 'jobs', -1)
  if number(regions .. K.Counts, 'jobs') <= 0 then
    redis.call('HDEL', K.Models, job.model)
    redis.call('DEL', regions .. K.Counts)
    level(regions)
    touched[regions] = nil
    redis.call('EXPIRE', regions, KEPT)
  end
end
