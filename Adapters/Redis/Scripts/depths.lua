-- Gives {stage, model, limit or 0, ready, leased, delayed, paused, dead} for planning, each model with work or a limit, merging.
local names, seen, result = redis.call('HKEYS', K.Models), {}, {}
for _, model in ipairs(redis.call('HKEYS', K.Limits)) do names[#names + 1] = model end
local function add(stage, model)
  local counts = redis.call('HMGET', stream_of(stage, model) .. K.Counts, 'ready', 'leased', 'delayed', 'paused', 'dead')
  local row = { stage, model, stage == DETECT and number(K.Limits, model) or 0 }
  for i = 1, 5 do row[3 + i] = tonumber(counts[i] or 0) end
  result[#result + 1] = row
end
add(PLAN, '')
table.sort(names)
for _, model in ipairs(names) do
  if not seen[model] then add(DETECT, model) end
  seen[model] = true
end
add(MERGE, '')
return result
