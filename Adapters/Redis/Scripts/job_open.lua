-- ARGV: a new name for what is remembered here. Gives the name that it has, and the jobs that have not ended.
redis.call('SET', K.Memory, ARGV[1], 'NX')
return { redis.call('GET', K.Memory), redis.call('ZDIFF', 2, K.Submitted, K.Ended) }
