import { ROLE_NAMES } from '../domain/roles'
import type { SecondProfessional, SecondReason } from '../domain/secondProfessionals'
import type { IndicatorLabel } from './triagePresenter'
import { CATEGORY_NAMES, SIGNAL_NAMES } from './words'

/** Such as "Police liaison officer: Missing now; County lines". */
export const secondWords = ({ role, because }: SecondProfessional, labelOf: IndicatorLabel): string => `${capitalised(ROLE_NAMES[role])}: ${becauseWords(because, labelOf)}`

export const becauseWords = (because: readonly SecondReason[], labelOf: IndicatorLabel): string => because.map((reason) => reasonWords(reason, labelOf)).join('; ')

function reasonWords(reason: SecondReason, labelOf: IndicatorLabel): string {
  switch (reason.kind) {
    case 'signal':
      return SIGNAL_NAMES[reason.signal]
    case 'indicator':
      return labelOf(reason.code)
    case 'category':
      return `${CATEGORY_NAMES[reason.category]} with ${labelOf(reason.code)}`
    default:
      return reason satisfies never
  }
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
