// Brings the list of sent messages up to date when something was sent or answered. Without this script the link
// "Look again" does the same. Nothing that is being typed, and no focus outside the list, is touched.
const list = document.getElementById('letters')
const news = document.getElementById('news')

async function refresh() {
  const response = await fetch('/local/mail/letters', { headers: { accept: 'text/html' } })
  if (!response.ok) return
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const opened = new Map([...list.querySelectorAll('details')].map(details => [details.dataset.key, details.open]))
  const focusedInside = list.contains(document.activeElement)
  list.replaceChildren(...page.body.childNodes)
  // What somebody opened or closed stays so; what is new is as the page shows it.
  for (const details of list.querySelectorAll('details')) details.open = opened.get(details.dataset.key) ?? details.open
  if (focusedInside) list.querySelector('a')?.focus()
  news.textContent = list.querySelector('p')?.firstChild?.textContent?.trim() ?? ''
}

const events = new EventSource(list.dataset.events)
events.addEventListener('changed', () => void refresh())
