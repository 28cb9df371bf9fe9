### Several messages in one.

digest = { $count } things in one message, so that I write less often. Each is answered by itself, whenever it suits you.
reason-folded-into = it came within another message
