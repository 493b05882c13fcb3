/**
 * Why a message is held for a person. `too_big`: it is not fetched at all. `no_sender`: there is nobody to answer or ask.
 * `kept_failing`: work on it failed again and again. `connection_lost`: the mail server hangs up whenever it is asked for it.
 */
export type QuarantineCause = 'too_big' | 'no_sender' | 'kept_failing' | 'connection_lost'
