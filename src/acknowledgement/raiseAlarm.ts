import type { Logger } from 'pino'
import type { AcknowledgementAlarm } from './ports'

/** Once it is counted it is not counted again: an alarm that fails must not let it through at the next try. The next one held back raises it. */
export async function raiseAlarm({ alarm, log }: { readonly alarm: AcknowledgementAlarm; readonly log: Logger }, at: Date): Promise<void> {
  await alarm.raise(at).catch((error: unknown) => log.error({ err: error }, 'the desk could not be told that acknowledgements are held back'))
}
