import { listenForChanges } from './changes.js'

/** Says, without moving anything, that the enquiry on this page has changed since it was loaded. */
export function watchIntake(page) {
  if (!page.dataset.updates) return
  const notice = document.getElementById('changed-notice')
  listenForChanges(page.dataset.updates, {
    onChange: (ids) => {
      if (!ids?.includes(page.dataset.intake) || notice.childElementCount > 0) return
      const link = document.createElement('a')
      link.className = 'govuk-link'
      link.href = page.dataset.href
      link.textContent = 'Load it again'
      const text = document.createElement('p')
      text.className = 'desk-changed'
      text.append('This enquiry has changed. ', link, ' to see how it stands now.')
      notice.append(text)
    },
    onState: () => {},
  })
}
