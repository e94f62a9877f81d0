-- ARGV: job, message. Each is said once.
local id, message = ARGV[1], ARGV[2]
local key, _, messages = keys_of(id)
if redis.call('EXISTS', key) == 0 or redis.call('LPOS', messages, message) then return 0 end
redis.call('RPUSH', messages, message)
keep_ended(id)
tell(id)
return 1
