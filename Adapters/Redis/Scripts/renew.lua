-- ARGV: token, lease ms. Gives 1 where the claim still holds.
local time, lease = now(), tonumber(ARGV[2])
forgive(time, lease)
if redis.call('HEXISTS', K.Claims, ARGV[1]) == 0 then return 0 end
redis.call('ZADD', K.Leases, time + lease, ARGV[1])
return 1
