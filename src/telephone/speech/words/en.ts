import type { SpokenWords } from './words'

/** Spoken one by one, slowly: a full stop makes the voice pause. */
const slowly = (text: string): string => [...text].filter((c) => /[0-9A-Z]/.test(c)).join('. ')

export const en: SpokenWords = {
  voice: { name: 'Polly.Amy-Neural', language: 'en-GB' },
  emergency: 'If anyone is in immediate danger, please hang up now and dial 9 9 9.',
  welcome:
    'You have reached the advice line for professionals who are worried that a child may have been trafficked. ' +
    'If you are not one, we still want to hear from you. ' +
    'If you leave a message, it will be recorded, so that a social worker can listen to it. ' +
    'Conversations with an adviser are never recorded.',
  closed: (hours) =>
    `We are closed at the moment. Our hours are ${hours}. If a child needs protection before then, ` +
    'ring the local council and ask for the out of hours Emergency Duty Team. ' +
    'You can still reach us now in one of these ways.',
  menu: 'To ask us to ring you back, press 2. To leave a message, press 3.',
  notUnderstood: 'Sorry, we did not get an answer that we could use.',
  confirmNumber: (lastDigits) =>
    `We can ring the number that you are calling from, which ends in ${slowly(lastDigits)}. ` +
    'If that is right, press 1. To give us another number, press 2.',
  keyNumber: 'Please key in the number that we should ring, starting with its area code, and then press the hash key.',
  notANumber: 'Sorry, we could not use that number.',
  askSafety:
    'Is it safe for us to ring that number, whoever may answer it? If it is safe, press 1. If it is not safe, press 2.',
  booked: 'Thank you. A social worker will ring you back.',
  bookedWhileClosed: (hours) =>
    `Thank you. A social worker will ring you back. We are closed now. Our hours are ${hours}. ` +
    'Until you have spoken with us, please go on doing what you can to keep the child safe, ' +
    'with the police or the council if need be.',
  leaveMessage:
    'After the tone, please say who you are, where you work, how we can reach you, and what worries you. ' +
    'When you have finished, press the hash key or hang up.',
  leaveMessageNotUnderstood:
    'Sorry, we did not get an answer that we could use, so please leave us a message. ' +
    'After the tone, say who you are, where you work, how we can reach you, and what worries you. ' +
    'When you have finished, press the hash key or hang up.',
  leaveMessageNotSafe:
    'Thank you for telling us. After the tone, please say how and when we can reach you safely. ' +
    'When you have finished, press the hash key or hang up.',
  messageKept: 'Thank you. We have your message, and a social worker will listen to it.',
  nothingHeard: 'We did not hear a message, but we have noted that you called.',
  reference: (reference) => `Your reference is: ${slowly(reference)}.`,
  referenceAgain: (reference) => `Once more, your reference is: ${slowly(reference)}.`,
  goodbye: 'If things get worse, ring us again, and in an emergency dial 9 9 9. Goodbye.',
  fallback:
    'If anyone is in immediate danger, please hang up now and dial 9 9 9. ' +
    'You have reached the advice line for professionals who are worried that a child may have been trafficked. ' +
    'We have a fault and cannot take your call as we should. ' +
    'If a child needs protection now, ring the local council, or out of hours its Emergency Duty Team. ' +
    'We can record a message for a social worker to listen to. ' +
    'After the tone, please say who you are, where you work, how we can reach you, and what worries you. ' +
    'When you have finished, press the hash key or hang up.',
}
