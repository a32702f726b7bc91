package auth

// Running is the SQL for whether suspension x holds now: it begins when it is written, and holds until it is lifted or ends. In the database
// search_public, active_administrators and the rule of one at a time say the same.
const Running = `x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > now())`
