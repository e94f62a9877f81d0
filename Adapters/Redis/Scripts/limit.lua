-- ARGV: model, most regions or 0 for as many as there are workers.
if ARGV[2] == '0' then redis.call('HDEL', K.Limits, ARGV[1]) else redis.call('HSET', K.Limits, ARGV[1], ARGV[2]) end
wake(DETECT, ARGV[1])
settle()
return 1
