import type { OwnNumbers } from '../telephone/setup/ports'
import { twilioClient, TwilioHttp, type TwilioSettings } from './twilioClient'
import { asking } from './twilioFailure'

/** The numbers of a Twilio account, and what happens with calls of theirs. */
export function twilioNumbers(settings: TwilioSettings): OwnNumbers {
  const client = twilioClient(settings, new TwilioHttp(settings))
  return {
    find: async (phoneNumber) => {
      // Twilio finds numbers that contain the wanted one, too.
      const numbers = await asking(async () => client.incomingPhoneNumbers.list({ phoneNumber }))
      const own = numbers.find((one) => one.phoneNumber === phoneNumber)
      return own && {
        sid: own.sid,
        setup: {
          voiceUrl: text(own.voiceUrl), voiceMethod: text(own.voiceMethod),
          voiceFallbackUrl: text(own.voiceFallbackUrl), voiceFallbackMethod: text(own.voiceFallbackMethod),
          statusCallback: text(own.statusCallback), statusCallbackMethod: text(own.statusCallbackMethod),
          voiceApplicationSid: text(own.voiceApplicationSid), trunkSid: text(own.trunkSid),
        },
      }
    },
    change: async (sid, setup) => {
      await asking(async () => client.incomingPhoneNumbers(sid).update(setup))
    },
  }
}

/** What is not set is null at Twilio, whatever the SDK's types say. */
const text = (value: string | null): string => value ?? ''
