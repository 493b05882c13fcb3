import { listenForChanges } from './changes.js'

/** What stands for every enquiry, where the server itself heard nothing for a while. */
const ANY = 'any'

/**
 * Says, without moving anything, that the enquiry on this page has changed since it was loaded. After a gap, as while the page was out
 * of sight, it asks how the enquiry stands: a gap comes every few minutes, and to warn of each would be heeded by nobody.
 */
export function watchIntake(page) {
  const { updates, intake, href, stamp, stampHref } = page.dataset
  if (!updates) return
  const notice = document.getElementById('changed-notice')

  const say = (words) => {
    if (notice.childElementCount > 0) return
    const link = document.createElement('a')
    link.className = 'govuk-link'
    link.href = href
    link.textContent = 'Load it again'
    const text = document.createElement('p')
    text.className = 'desk-changed'
    text.append(`${words} `, link, ' to see how it stands now.')
    notice.append(text)
  }
  const has = () => say('This enquiry has changed.')
  const may = () => say('This enquiry may have changed: how it stands could not be asked.')

  const ask = async () => {
    if (notice.childElementCount > 0) return
    const response = await fetch(stampHref, { redirect: 'error' })
    if (!response.ok) return may()
    if ((await response.text()) !== stamp) has()
  }

  listenForChanges(updates, {
    onChange: (ids) => {
      if (ids?.includes(intake)) has()
      else if (ids === null || ids.includes(ANY)) ask().catch(may)
    },
    onState: () => {},
  })
}
