import type { AlertAbout } from '../../../domain/leg'
import type { LegFarewell } from '../../legs/legFlow'
import { slowly } from './slowly'

/** What is said to members of staff who are rung. Nothing of a caller or a child: anybody may pick up a telephone. */
export const STAFF_WORDS = {
  caller: ({ urgent, welsh }: { readonly urgent: boolean; readonly welsh: boolean }): string =>
    `The advice line. ${urgent ? 'An urgent caller' : 'A caller'} is waiting${welsh ? ', who prefers Welsh' : ''}. To take the call, press 1.`,
  callback: ({ reference, welsh, mayNameUs }: { readonly reference: string; readonly welsh: boolean; readonly mayNameUs: boolean }): string =>
    `The advice line. Call-back for reference: ${slowly(reference)}.${welsh ? ' The caller prefers Welsh.' : ''} ` +
    `${mayNameUs ? 'If somebody else answers, you may say that the advice line is ringing.' : 'If somebody else answers, say nothing, and hang up.'} ` +
    'To be connected, press 1.',
  alert: ({ reference, about }: { readonly reference: string; readonly about: AlertAbout }): string =>
    `The advice line. ${{ call: 'An urgent call', call_with_message: 'An urgent call with a message to listen to', message: 'A message', enquiry: 'An enquiry', callback: 'An overdue call-back', second: 'An enquiry, as second professional,' }[about]} waits for you. Reference: ${slowly(reference)}. ${about === 'message' ? 'If you will listen to it' : 'To accept'}, press 1.`,
  connecting: 'Thank you. Connecting you now.',
  farewell: {
    declined: 'Thank you. We will ask somebody else.',
    no_key: 'No key was pressed. We will ask somebody else.',
    caller_gone: 'There is no caller any more. Thank you.',
    not_reached: 'The caller did not answer. The call-back is still to be made. Thank you.',
    noted: 'Thank you. We have noted that you see to it. Please look at the desk now.',
    seen_to: 'Thank you. Somebody else has seen to it meanwhile: nothing is noted for you.',
    over: 'Thank you. Goodbye.',
  } satisfies Record<LegFarewell, string>,
} as const
