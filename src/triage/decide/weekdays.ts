/** Names of days, English and Welsh, Sunday first. */
export const WEEKDAYS: readonly (readonly string[])[] = [
  ['sunday', 'sun', 'sul'], ['monday', 'mon', 'llun'], ['tuesday', 'tues', 'tue', 'mawrth'],
  ['wednesday', 'weds', 'wed', 'mercher'], ['thursday', 'thurs', 'thur', 'thu', 'iau'], ['friday', 'fri', 'gwener'],
  ['saturday', 'sat', 'sadwrn'],
]
