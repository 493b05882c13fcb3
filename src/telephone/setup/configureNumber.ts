import { ProviderFailure } from '../providerFailure'
import { fallbackTwiml } from '../speech/twiml'
import { type ConfigureRequest, understandConfigure } from './configureCommand'
import { failureInWords } from './failureInWords'
import { changeOf, describeDifferences, differences, wantedSetup } from './numberSetup'
import type { NumberSetup, OwnNumber, OwnNumbers } from './ports'

export interface ConfigureDeps {
  readonly numbers: OwnNumbers
  /** Asks a person, where there is one to ask. */
  readonly confirm?: (question: string) => Promise<boolean>
  readonly out: NodeJS.WritableStream
}

export interface ConfigureSettings {
  readonly publicBaseUrl: string
  /** E.164. */
  readonly number: string
}

/**
 * Points the advice line's number at this application: shows what is to change, changes it once that is agreed to, and
 * reads it back.
 * @returns the exit code: 0 when the number stands as it should, else 1
 */
export async function configureNumber(deps: ConfigureDeps, settings: ConfigureSettings, argv: readonly string[]): Promise<0 | 1> {
  const request = understandConfigure(argv, settings.publicBaseUrl)
  if ('problem' in request) return say(deps, 1, request.problem)
  try {
    const own = await deps.numbers.find(settings.number)
    if (!own) return say(deps, 1, `This account has no number ${settings.number}: ADVICE_LINE_NUMBER or the account is another.`)
    return await configure(deps, settings, request, own)
  } catch (error) {
    if (error instanceof ProviderFailure) return say(deps, 1, failureInWords(error))
    throw error
  }
}

async function configure(deps: ConfigureDeps, settings: ConfigureSettings, request: ConfigureRequest, own: OwnNumber): Promise<0 | 1> {
  const wanted = wantedSetup(settings.publicBaseUrl, request.fallback)
  const found = differences(own.setup, wanted)
  adviseOnFallback(deps, settings, request, own.setup)
  if (request.check) return tell(deps, settings, { ...own.setup }, wanted, request)

  if (found.length === 0) return say(deps, 0, `${settings.number} is set up as it should be; nothing was changed.`)
  say(deps, 0, `${settings.number} is to change:\n${describeDifferences(found)}`)
  const agreed = request.yes || ((await deps.confirm?.('Change this? [y/N] ')) ?? false)
  if (!agreed) return say(deps, 1, deps.confirm ? 'Nothing was changed.' : 'Nothing was changed: nobody is there to ask. Say --yes to change it.')
  await deps.numbers.change(own.sid, changeOf(found))
  const after = await deps.numbers.find(settings.number)
  return after ? tell(deps, settings, after.setup, wanted) : say(deps, 1, `${settings.number} is not on this account any more.`)
}

/** Whether the number stands as wanted. @param request given for a mere look, which finds a missing fallback wanting, too */
function tell(deps: ConfigureDeps, { number }: ConfigureSettings, is: NumberSetup, wanted: Partial<NumberSetup>, request?: ConfigureRequest): 0 | 1 {
  const left = differences(is, wanted)
  if (left.length > 0) return say(deps, 1, `${number} is not as it should be:\n${describeDifferences(left)}`)
  if (request && is.voiceFallbackUrl === '') return say(deps, 1, `${number} has no fallback URL.`)
  return say(deps, 0, `Read back from Twilio: the settings of ${number} stand.`)
}

function adviseOnFallback(deps: ConfigureDeps, { publicBaseUrl }: ConfigureSettings, { fallback, check }: ConfigureRequest, { voiceFallbackUrl }: NumberSetup): void {
  const isHere = voiceFallbackUrl.startsWith(`${publicBaseUrl}/`)
  if (fallback.kind === 'here' || (fallback.kind === 'as_is' && isHere)) {
    say(deps, 0, 'Warning: the fallback is the application\'s own. When the application is down, callers hear nothing.\n')
  }
  if (fallback.kind === 'as_is' && (voiceFallbackUrl === '' || isHere) && !check) {
    say(deps, 0, 'The fallback URL is left as it is. Host this script away from the application, and give its address with ' +
      `--fallback (npm run --silent twilio:fallback prints it alone):\n\n${fallbackTwiml(publicBaseUrl)}\n`)
  }
}

function say<C extends 0 | 1>({ out }: ConfigureDeps, code: C, words: string): C {
  out.write(`${words.trimEnd()}\n`)
  return code
}
