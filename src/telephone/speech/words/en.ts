import { slowly } from './slowly'
import type { SpokenWords } from './words'

const TELL_US = 'say who you are, where you work, how we can reach you, and what worries you.'

export const en: SpokenWords = {
  voice: { name: 'Polly.Amy-Neural', language: 'en-GB' },
  emergency: 'If anyone is in immediate danger, please hang up now and dial 9 9 9.',
  welcome:
    'You have reached the advice line for professionals who are worried that a child may have been trafficked. ' +
    'If you are not one, we still want to hear from you. ' +
    'If you leave a message, it will be recorded, so that a social worker can listen to it. ' +
    'Conversations with an adviser are never recorded.',
  urgentKey:
    'If a child is missing now, is still with the person harming them, or is about to be moved, press 9 now.',
  urgentNoted:
    'Thank you. We have marked your call as urgent, and we are letting somebody on call know. ' +
    'If the child is in danger now, hang up and dial 9 9 9.',
  closed: (hours) =>
    `We are closed at the moment. Our hours are ${hours}. If a child needs protection before then, ` +
    'ring the local council and ask for the out of hours Emergency Duty Team. ' +
    'You can still reach us now in one of these ways.',
  menu: 'To speak to an adviser, press 1. To ask us to ring you back, press 2. To leave a message, press 3.',
  menuWhileClosed: 'To ask us to ring you back, press 2. To leave a message, press 3.',
  inOtherLanguage: ['I barhau yn Gymraeg, pwyswch 8.'],
  notUnderstood: 'Sorry, we did not get an answer that we could use.',
  connecting: 'Thank you. Please hold. We are finding an adviser for you.',
  connectingUrgent: 'Thank you. We have marked your call as urgent, and you are at the front of the queue. Please hold.',
  connectingNotUnderstood: 'Sorry, we did not get an answer that we could use. Please hold. We are finding an adviser for you.',
  place: (position, minutes) =>
    `${position === 1 ? 'You are next in the queue.' : `You are number ${position} in the queue.`} ` +
    `We expect to answer within about ${minutes} minutes.`,
  offerCallback: 'If you would rather be rung back and keep your place, press 1.',
  stillHolding: 'You are still in the queue. Please hold.',
  connected: 'An adviser is with you now. This conversation is not recorded.',
  confirmNumber: (lastDigits) =>
    `We can ring the number that you are calling from, which ends in ${slowly(lastDigits)}. ` +
    'If that is right, press 1. To give us another number, press 2.',
  keyNumber: 'Please key in the number that we should ring, starting with its area code, and then press the hash key.',
  notANumber: 'Sorry, we could not use that number.',
  askSafety:
    'Is it safe for us to ring that number, whoever may answer it? If it is safe, press 1. If it is not safe, press 2.',
  askTime:
    'When may we ring? At any time, press 1. In the morning only, press 2. In the afternoon only, press 3. In the evening only, press 4.',
  askOther:
    'If somebody else answers, may we say that the advice line is ringing? If we may, press 1. If we should say nothing and ring off, press 2.',
  booked: 'Thank you. A social worker will ring you back.',
  bookedWhileClosed: (hours) =>
    `Thank you. A social worker will ring you back. We are closed now. Our hours are ${hours}. ` +
    'Until you have spoken with us, please go on doing what you can to keep the child safe, ' +
    'with the police or the council if need be.',
  leaveMessage: `After the tone, please ${TELL_US}`,
  leaveMessageNotUnderstood:
    'Sorry, we did not get an answer that we could use, so please leave us a message. ' +
    `After the tone, ${TELL_US}`,
  leaveMessageNotSafe: 'Thank you for telling us. After the tone, please say how and when we can reach you safely.',
  leaveMessageNobodyFree:
    'Sorry, no adviser can take your call at the moment, so please leave us a message. ' +
    `After the tone, ${TELL_US}`,
  leaveMessageWaitedLong:
    'Sorry to have kept you waiting. No adviser has come free, so please leave us a message. ' +
    `After the tone, ${TELL_US}`,
  whenFinished: 'When you have finished, press the hash key to hear your reference, or hang up.',
  whenFinishedTold: (reference) =>
    `When you have finished, hang up, or press the hash key to hear your reference again. It is: ${slowly(reference)}.`,
  messageKept: 'Thank you. We have your message, and a social worker will listen to it.',
  nothingHeard: 'We did not hear a message, but we have noted that you called.',
  reference: (reference) => `Your reference is: ${slowly(reference)}.`,
  referenceAgain: (reference) => `Once more, your reference is: ${slowly(reference)}.`,
  ifWorse: 'If things get worse, ring us again, and in an emergency dial 9 9 9.',
  offerText:
    'We can send this reference by text to the mobile that you are calling from. ' +
    'If you want that, and it is safe because nobody else sees its messages, press 1. Otherwise, just hang up.',
  textPromised: 'Thank you. We will send it by text.',
  goodbye: 'Goodbye.',
  cannotGoOn:
    'Sorry, we have a fault and cannot connect you to an adviser now. What you have told us so far is kept. ' +
    'If anyone is in immediate danger, hang up and dial 9 9 9. ' +
    'If a child needs protection now, ring the local council, or out of hours its Emergency Duty Team. ' +
    'Please leave us a message, for a social worker to listen to. ' +
    `After the tone, ${TELL_US} ` +
    'When you have finished, press the hash key or hang up.',
  fallback:
    'If anyone is in immediate danger, please hang up now and dial 9 9 9. ' +
    'You have reached the advice line for professionals who are worried that a child may have been trafficked. ' +
    'We have a fault and cannot take your call as we should. ' +
    'If a child needs protection now, ring the local council, or out of hours its Emergency Duty Team. ' +
    'We can record a message for a social worker to listen to. ' +
    `After the tone, please ${TELL_US} ` +
    'When you have finished, press the hash key or hang up.',
}
