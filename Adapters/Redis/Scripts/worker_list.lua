-- ARGV: ms that a worker is kept. Gives when it was seen and its status, one after the other.
local all, result = redis.call('HGETALL', K.Workers), {}
for i = 1, #all, 2 do
  local seen, status = all[i + 1]:match('^(%d+) (.*)$')
  if tonumber(seen) > now() - tonumber(ARGV[1]) then
    result[#result + 1] = tonumber(seen)
    result[#result + 1] = status
  else
    redis.call('HDEL', K.Workers, all[i])
  end
end
return result
