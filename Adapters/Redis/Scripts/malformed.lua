-- Gives {id, fields} of each entry that was no ticket, the oldest first.
return redis.call('XRANGE', K.Malformed, '-', '+')
