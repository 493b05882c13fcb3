import { readCallerStatus, readLegStatus } from '../../../src/telephone/webhooks/legForm'

describe('a status of a worker’s leg', () => {
  it.each([
    ['ringing', 'under_way'], ['in-progress', 'answered'], ['no-answer', 'no-answer'],
    ['a word of next year', 'under_way'], ['__proto__', 'under_way'], ['constructor', 'under_way'],
  ])('%s is read as %s', (CallStatus, status) => {
    expect(readLegStatus({ CallSid: 'CA1', CallStatus })).toEqual({ kind: 'status', callSid: 'CA1', status })
  })

  it('tells of the caller who is rung back only that they answered', () => {
    expect(readCallerStatus({ CallSid: 'CA9', CallStatus: 'answered' })).toEqual({ kind: 'connected', callerSid: 'CA9' })
    expect(readCallerStatus({ CallSid: 'CA9', CallStatus: '__proto__' })).toBeUndefined()
  })
})
