-- ARGV: job.
return record_of(ARGV[1])
