import type { CallEvent } from '../../../../src/telephone/call/callEvent'

/** One event of each kind, with all that it may carry. */
export const ONE_OF_EACH: { readonly [K in CallEvent['kind']]: CallEvent & { readonly kind: K } } = {
  voice: { kind: 'voice' },
  menu: { kind: 'menu', language: 'cy', attempt: 2, digits: '2' },
  callback_confirm: { kind: 'callback_confirm', fromQueue: true, attempt: 1, digits: '1' },
  callback_number: { kind: 'callback_number', fromQueue: false, attempt: 1, digits: '07700900123' },
  callback_safety: { kind: 'callback_safety', fromQueue: false, attempt: 1, digits: '1' },
  callback_time: { kind: 'callback_time', fromQueue: false, attempt: 2, digits: '3' },
  callback_other: { kind: 'callback_other', fromQueue: false, attempt: 1, digits: '' },
  wait: { kind: 'wait', queueTime: 61, position: 2, averageWait: 90 },
  queue_choice: { kind: 'queue_choice', digits: '1' },
  queue_left: { kind: 'queue_left', result: 'leave', queueTime: 75 },
  connected: { kind: 'connected', conversation: { staffId: 's1', name: 'Invented Adviser', since: new Date('2026-03-02T10:01:00Z'), legId: 'l1' } },
  message: { kind: 'message', recordingSid: 'RE1', duration: 12, hungUp: true },
  text_choice: { kind: 'text_choice', digits: '1' },
  recording: { kind: 'recording', recordingSid: 'RE1', status: 'completed', duration: 12 },
  status: { kind: 'status', status: 'completed', final: true, duration: 80 },
}

export const EVENTS: readonly CallEvent[] = Object.values(ONE_OF_EACH)
