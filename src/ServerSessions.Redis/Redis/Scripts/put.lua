-- KEYS: documents, index. ARGV: id, order, data, expected version or ''. Answers the new version, or nothing.
return put_document(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]))
