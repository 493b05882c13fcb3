import type { TextPart } from '../../domain/email'
import type { LetterLayout } from '../../domain/letter/letterLayout'
import type { Stretch } from '../text/sentences'
import { withoutStandingText } from '../withoutStandingText'

/**
 * How much of a contact is read: what its sender says now; that with signatures and notices; only what stands from the
 * first of those on; or what is new with the earlier mail below it. Of signatures, only what does not stand there every day.
 */
export type Extent = 'new' | 'with_signature' | 'from_signature' | 'with_quoted'

/** The stretches of a text that are read, by the parts it consists of. */
export function stretchesOf(parts: readonly TextPart[], extent: Extent): Stretch[] {
  const from = extent === 'from_signature' ? parts.findIndex(({ kind }) => kind === 'signature') : 0
  return parts.flatMap(({ kind, start, end }, index): Stretch[] => {
    if (kind === 'hidden' || index < from || (kind === 'signature' && (extent === 'new' || extent === 'with_quoted'))) return []
    if (kind === 'quoted') return extent === 'with_quoted' ? [{ part: 'quoted', start, end }] : []
    return [{ part: 'text', start, end }]
  })
}

/** The text in which standing words of signatures are blanked out, and below a signature of everything: only for that extent. */
export function readable(layout: LetterLayout, text: string, stretches: readonly Stretch[], parts: readonly TextPart[], extent: Extent): string {
  if (extent === 'new' || extent === 'with_quoted') return text
  const signatures = new Set(parts.filter(({ kind }) => kind === 'signature').map(({ start }) => start))
  let [masked, at] = ['', 0]
  for (const { start, end } of stretches) {
    const stretch = text.slice(start, end)
    masked += text.slice(at, start) + (extent === 'from_signature' || signatures.has(start) ? withoutStandingText(stretch, layout) : stretch)
    at = end
  }
  return masked + text.slice(at)
}
