/** How mail systems that write no report after RFC 3464 tell, in their own words, what became of a message. */

/** A subject that only such notices have, at its beginning. */
export const REPORT_SUBJECT =
  /^(undeliver(ed|able)\b|delivery (status notification|failure|has failed|report)|mail delivery (failed|failure|system|report)|returned mail\b|failure notice\b|(warning: )?message .{1,80} delayed|unzustellbar\b|non remis\b)/i

/** Nothing more is to be expected. */
export const FAILED = new RegExp([
  'could ?n[o\']t be delivered', 'cannot be delivered', 'not able to deliver', 'wasn\'t able to deliver', 'unable to deliver',
  'delivery (to the following recipients? )?(has )?failed', 'delivery .{0,60}failed permanently', 'undeliverable',
  'did not reach', 'permanent (fatal )?(error|failure)', '(user|recipient|mailbox|address) (unknown|not found|rejected)', 'unknown user',
  'no such (user|person|recipient|mailbox)', 'returned to sender', 'giv(en|ing) up', 'konnte nicht zugestellt werden', 'n\'a pas pu être (remis|distribué)',
].join('|'), 'i')

/** It is still tried: these weigh more than a mention of failure, unless it is said to be given up. */
export const DELAYED = /\bdelayed\b|not yet been delivered|(will|continues?) (be retried|retry|keep(s)? trying|be attempted|continue to)|do not need to resend|this is a warning message only|temporary (failure|error|problem)/i
export const GIVEN_UP = /giv(en|ing) up|permanent (fatal )?(error|failure)|failed permanently/i
