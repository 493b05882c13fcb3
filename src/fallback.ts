import { parseArgs } from 'node:util'
import { publicBaseUrlOrExit } from '../config/env'
import { fallbackGoodbyeTwiml, fallbackTwiml } from './telephone/speech/twiml'

const USAGE = `npm run --silent twilio:fallback -- [--then URL | --goodbye]

  --goodbye    prints what a caller hears who has left a message: host it first
  --then URL   where that is hosted (https); without it a message's end is told to the application

Without options it prints what /twilio/fallback answers.
`

/**
 * Prints the TwiML of the fallback, to be hosted away from the application, where the number's fallback URL should point.
 * What it records is reported to the application, if that is back by then, and found by comparing with Twilio otherwise.
 */
function main(): void {
  const { then, goodbye } = readOptions()
  const publicBaseUrl = publicBaseUrlOrExit()
  process.stdout.write(`${goodbye ? fallbackGoodbyeTwiml(publicBaseUrl) : fallbackTwiml(publicBaseUrl, then)}\n`)
}

function readOptions(): { readonly then?: string | undefined; readonly goodbye: boolean } {
  try {
    const { values } = parseArgs({ options: { then: { type: 'string' }, goodbye: { type: 'boolean', default: false } } })
    if (values.then !== undefined && (!/^https:\/\//.test(values.then) || !URL.canParse(values.then))) throw new Error('--then takes an address that begins with https://.')
    return { then: values.then, goodbye: values.goodbye }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return process.exit(1)
  }
}

main()
