-- The queue's state and the steps from which the operations are made. A head with K (names of keys, RedisKeys.cs) and now() stands before.
-- One consumer serves the group: leases say who holds what, and consumers of processes that died need not be swept up.
local GROUP, VERSION = K.Group, 1
local PLAN, DETECT, MERGE = 0, 1, 2
local STRIDE = 1099511627776 -- apart from each other in a job's ready set: the stages
local BATCH = 10000          -- most tickets that one script adds or takes away
local KEPT = 604800          -- seconds that a stream without work is kept
local noticed = { malformed = 0, newer = 0, taken = { [PLAN] = 0, [DETECT] = 0, [MERGE] = 0 } }
local touched, woken = {}, {}

local function stream_of(stage, model)
  if stage == PLAN then return K.Plan elseif stage == MERGE then return K.Merge end
  return K.Prefix .. model .. K.Regions
end

local function item_of(stage, region) return stage .. ':' .. region end

local function stage_of(item)
  local stage, region = item:match('^(%d+):(%d+)$')
  return tonumber(stage), tonumber(region)
end

local function number(key, field) return tonumber(redis.call('HGET', key, field) or 0) end

local function count(stream, what, by)
  if by ~= 0 then
    redis.call('HINCRBY', stream .. K.Counts, what, by)
    touched[stream] = touched[stream] or ''
  end
end

local function wake(stage, model) woken[stage .. ':' .. (stage == DETECT and model or '')] = true end

local function job_of(id)
  local f = redis.call('HMGET', K.Work .. id, 'model', 'priority', 'arrival', 'paused', 'inflight', 'regions', 'trace', 'turn', 'due')
  if not f[1] then return nil end
  return {
    id = id, key = K.Work .. id, model = f[1], priority = tonumber(f[2]), arrival = tonumber(f[3]),
    paused = f[4] == '1', inflight = tonumber(f[5]), regions = f[6] == '1', trace = f[7] or '', turn = tonumber(f[8]), due = tonumber(f[9]),
  }
end

local function ready_of(job, stage)
  return redis.call('ZCOUNT', job.key .. K.Ready, stage * STRIDE, (stage + 1) * STRIDE - 1)
end

-- Members of a stream's jobs compare as text: priority, then least in flight, then the turn that is longest ago, then (planning) what is due first, then arrival.
local function place(job)
  local before = redis.call('HMGET', job.key, 'place0', 'place1', 'place2')
  for stage = PLAN, MERGE do
    local jobs, was = stream_of(stage, job.model) .. K.Jobs, before[stage + 1]
    local is = not job.paused and ready_of(job, stage) > 0
      and string.format('%010d:%08d:%015d:%015d:%015d:%s', 2147483647 - job.priority, job.inflight, job.turn, stage == PLAN and job.due or 0, job.arrival, job.id)
    if is ~= was then
      if was then redis.call('ZREM', jobs, was) end
      if is then
        redis.call('ZADD', jobs, 0, is)
        redis.call('HSET', job.key, 'place' .. stage, is)
      else
        redis.call('HDEL', job.key, 'place' .. stage)
      end
    end
  end
end

local function add_ready(job, stage, item, order)
  redis.call('ZADD', job.key .. K.Ready, stage * STRIDE + order, item)
  local stream = stream_of(stage, job.model)
  count(stream, job.paused and 'paused' or 'ready', 1)
  touched[stream] = job.trace
  wake(stage, job.model)
end

local function take_ready(job, stage, item)
  if redis.call('ZREM', job.key .. K.Ready, item) == 1 then
    count(stream_of(stage, job.model), job.paused and 'paused' or 'ready', -1)
  end
end

-- An item's value: its order in the job and how many attempts failed.
local function open(job, stage, region)
  local item, order = item_of(stage, region), redis.call('HINCRBY', job.key, 'order', 1)
  if redis.call('HSETNX', job.key .. K.Items, item, order .. ' 0') == 1 then
    if stage == DETECT then redis.call('HINCRBY', job.key, 'open', 1) end
    add_ready(job, stage, item, order)
  end
end

local function state_of(job, item)
  local value = redis.call('HGET', job.key .. K.Items, item)
  if not value then return nil end
  local order, attempts = value:match('^(%d+) (%d+)$')
  return tonumber(order), tonumber(attempts)
end

-- Tickets ------------------------------------------------------------------------------------------------------------

local function group_of(stream)
  local groups = redis.pcall('XINFO', 'GROUPS', stream)
  for _, g in ipairs(groups.err and {} or groups) do
    local info = {}
    for i = 1, #g, 2 do info[g[i]] = g[i + 1] end
    if info.name == GROUP then
      return { last = info['last-delivered-id'], pending = info.pending, lag = info.lag or (redis.call('XLEN', stream) - info.pending) }
    end
  end
  redis.call('XGROUP', 'CREATE', stream, GROUP, '0', 'MKSTREAM')
  return { last = '0-0', pending = 0, lag = redis.call('XLEN', stream) }
end

local function add_ticket(stream, trace)
  if trace and trace ~= '' then return redis.call('XADD', stream, '*', 'v', VERSION, 'traceparent', trace) end
  return redis.call('XADD', stream, '*', 'v', VERSION)
end

local function comes_before(a, b)
  local a1, a2 = a:match('^(%d+)-(%d+)$')
  local b1, b2 = b:match('^(%d+)-(%d+)$')
  a1, b1 = tonumber(a1), tonumber(b1)
  return a1 < b1 or (a1 == b1 and tonumber(a2) < tonumber(b2))
end

-- Acknowledges delivered tickets and deletes them. The last that was delivered stays while others are pending: deleting it then
-- would leave a gap at the group's place, and XINFO's lag would be nil until the next delivery.
local function finish_tickets(stream, tickets)
  for i = 1, #tickets, 1000 do redis.call('XACK', stream, GROUP, unpack(tickets, i, math.min(i + 999, #tickets))) end
  local group, gone = group_of(stream), {}
  for _, ticket in ipairs(tickets) do
    if group.pending == 0 or comes_before(ticket, group.last) then gone[#gone + 1] = ticket end
  end
  if group.pending == 0 then gone[#gone + 1] = group.last end
  for i = 1, #gone, 1000 do redis.call('XDEL', stream, unpack(gone, i, math.min(i + 999, #gone))) end
end

local function malformed(stream, id, fields, cause)
  local parts = {}
  for i = 1, math.min(#fields, 32) do parts[i] = fields[i]:sub(1, 256) end
  redis.call('XADD', K.Malformed, 'MAXLEN', 1000, '*', 'stream', stream, 'id', id, 'cause', cause, 'entry', table.concat(parts, ' '):sub(1, 2048))
  noticed.malformed = noticed.malformed + 1
end

local function version_of(fields)
  for i = 1, #fields, 2 do
    if fields[i] == 'v' then
      local v = fields[i + 1]
      return v:match('^%d+$') and #v < 10 and tonumber(v) or nil, v
    end
  end
end

-- Delivers up to n entries; gives the ids of those that are tickets. Others become dead letters; newer ones go back to the end.
local function read(stream, n)
  local before = group_of(stream).last
  local reply = redis.call('XREADGROUP', 'GROUP', GROUP, GROUP, 'COUNT', n, 'STREAMS', stream, '>')
  local good = {}
  if not reply then return good, false end
  for _, entry in ipairs(reply[1][2]) do
    local id, fields = entry[1], entry[2]
    local version, text = version_of(fields)
    if version == VERSION then
      good[#good + 1] = id
    else
      if version and version > VERSION and #fields <= 200 then
        redis.call('XADD', stream, '*', unpack(fields))
        noticed.newer = math.max(noticed.newer, version)
      elseif version then
        malformed(stream, id, fields, 'It is of version ' .. version .. '; expected ' .. VERSION .. '.')
      else
        malformed(stream, id, fields, text and 'The field v holds no version.' or 'The field v is missing.')
      end
      finish_tickets(stream, { id })
    end
  end
  if before ~= '0-0' and #redis.call('XPENDING', stream, GROUP, before, before, 1) == 0 then redis.call('XDEL', stream, before) end
  return good, true
end

-- One ticket for a piece of work that is ready; where there is none (someone deleted or read it), a new one.
local function draw_ticket(stream, trace)
  for _ = 1, 100 do
    local good, some = read(stream, 1)
    if good[1] or noticed.newer > 0 then return good[1] end
    if not some then add_ticket(stream, trace) end
  end
end

-- As many undelivered tickets as there is work that is ready: scalers read their number. Those that would find nothing are acknowledged.
local function level(stream)
  local ready, group = number(stream .. K.Counts, 'ready'), group_of(stream)
  for _ = 1, math.min(ready - group.lag, BATCH) do add_ticket(stream, touched[stream]) end
  if group.lag > ready then finish_tickets(stream, (read(stream, math.min(group.lag - ready, BATCH)))) end
end

-- Deliveries that no claim holds, such as those of a stranger who read through the group.
local function drop_orphans(stream, idle)
  if group_of(stream).pending <= number(stream .. K.Counts, 'leased') then return end
  local held = {}
  for _, claim in ipairs(redis.call('HVALS', K.Claims)) do held[claim:match('(%S+)$')] = true end
  local found = redis.call('XAUTOCLAIM', stream, GROUP, GROUP, idle, '0-0', 'COUNT', 1000, 'JUSTID')
  local orphans = {}
  for _, id in ipairs(found[2]) do
    if not held[id] then orphans[#orphans + 1] = id end
  end
  finish_tickets(stream, orphans)
end

-- The end of every script that changes work: tickets follow, those who wait are told.
local function settle()
  for stream in pairs(touched) do level(stream) end
  for where in pairs(woken) do redis.call('PUBLISH', K.WakeChannel, where) end
end
