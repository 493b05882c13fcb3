import { letterLayout } from '../../../config/letterLayout'
import { professionalDomains } from '../../../config/professionalDomains'
import { securePortals } from '../../../config/securePortals'
import type { LetterLayout } from '../../domain/letter/letterLayout'
import type { ReadingSettings } from './readingSettings'

let checked: ReturnType<typeof professionalDomains> | undefined
const domains = (): ReturnType<typeof professionalDomains> => (checked ??= professionalDomains())

interface Changing {
  /** What our mail server calls itself in Authentication-Results fields; without it, none counts. */
  readonly authservId?: string | undefined
  /** As it is in force when it is asked. @defaultValue as it was when the process started */
  readonly layout?: (() => LetterLayout) | undefined
}

/** What reading processes are told as things stand: the same object until the layout is another. Throws where a file is not as it should be. */
export function currentSettings({ authservId, layout = letterLayout }: Changing = {}): () => ReadingSettings {
  let known: ReadingSettings | undefined
  return () => {
    const inForce = layout()
    if (known?.layout !== inForce) known = { domains: domains(), layout: inForce, portals: securePortals(), authservId }
    return known
  }
}
