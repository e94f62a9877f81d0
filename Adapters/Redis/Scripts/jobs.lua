-- What is known of jobs. A head with K (names of keys, RedisKeys.cs) and now() stands before.

local function keys_of(id) return K.Job .. id, K.Job .. id .. K.Tally, K.Job .. id .. K.Messages end

local function tell(id) redis.call('PUBLISH', K.ChangedChannel, id) end

-- What belongs to a job that has ended goes after a while.
local function expire(id, keep)
  for _, key in ipairs({ keys_of(id) }) do redis.call('EXPIRE', key, keep) end
end

local function note_end(id, keep)
  local key = keys_of(id)
  redis.call('HSET', key, 'ended', now(), 'keep', keep)
  redis.call('ZADD', K.Ended, now(), id)
  expire(id, keep)
end

-- Called after something was added to what belongs to a job. One that has ended counts as ended now: who lists jobs has to read it again.
local function keep_ended(id)
  local keep = redis.call('HGET', (keys_of(id)), 'keep')
  if keep then
    redis.call('ZADD', K.Ended, 'XX', now(), id)
    expire(id, keep)
  end
end

-- Gives {revision, 1 if it has ended, job, submitted, ended or -1}, or nothing.
local function record_of(id)
  local f = redis.call('HMGET', (keys_of(id)), 'revision', 'final', 'json', 'submitted', 'ended')
  if not f[1] then return false end
  return { tonumber(f[1]), tonumber(f[2]), f[3], tonumber(f[4]), tonumber(f[5] or -1) }
end
