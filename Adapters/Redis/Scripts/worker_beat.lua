-- ARGV: worker, status, ms to keep it.
redis.call('HSET', K.Workers, ARGV[1], string.format('%.0f', now()) .. ' ' .. ARGV[2])
redis.call('PEXPIRE', K.Workers, ARGV[3])
return 1
