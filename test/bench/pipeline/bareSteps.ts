/** The one job of an enquiry that nothing stands in the way of. */
export const BARE_JOB = 'triage'

/** Writes that ours makes in it: the claim, what was read, room with somebody, the pair, and what it is found by with the end of that. */
export const BARE_UPDATES = 6
