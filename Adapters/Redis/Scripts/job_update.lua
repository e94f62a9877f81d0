-- ARGV: job, the revision that was read, json, state, 1 if it has ended, seconds to keep it then. Gives 0 where the job is another by now.
local id, revision, json, state, final, keep = unpack(ARGV)
local key = keys_of(id)
local there = redis.call('HMGET', key, 'revision', 'final')
if there[1] ~= revision or there[2] == '1' then return 0 end
redis.call('HSET', key, 'json', json, 'state', state, 'final', final)
redis.call('HINCRBY', key, 'revision', 1)
if final == '1' then note_end(id, keep) end
tell(id)
return 1
