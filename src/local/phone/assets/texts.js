// The text messages that the service sent, the latest first.
'use strict'

;(() => {
  const section = document.getElementById('texts')
  const list = document.getElementById('texts-list')
  let shown = ''

  window.watchTelephones(section.dataset.all, (texts) => {
    const now = JSON.stringify(texts)
    if (now === shown) return
    shown = now
    section.hidden = texts.length === 0
    list.replaceChildren(...texts.map(row))
  })

  function row({ to, body }) {
    const item = document.createElement('li')
    item.className = 'sent-text'
    const number = document.createElement('span')
    number.className = 'local-whole sent-text__to'
    number.textContent = to
    const words = document.createElement('span')
    words.textContent = body
    item.append(number, words)
    return item
  }
})()
