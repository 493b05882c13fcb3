import { publicBaseUrlOrExit } from '../config/env'
import { fallbackTwiml } from './telephone/speech/twiml'

/**
 * `npm run --silent twilio:fallback`: prints what `/twilio/fallback` answers, to be hosted away from the application,
 * where the number's fallback URL should point. What it records is reported to the application, if that is back by then.
 */
process.stdout.write(`${fallbackTwiml(publicBaseUrlOrExit())}\n`)
