-- ARGV: job. Gives {open items, held items, dead items}.
local key = K.Work .. ARGV[1]
return { redis.call('HKEYS', key .. K.Items), redis.call('HKEYS', key .. K.Held), redis.call('HKEYS', key .. K.Dead) }
