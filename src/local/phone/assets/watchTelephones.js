// How the team's telephones stand, again and again. Asked for rather than streamed: browsers keep few connections to one
// place, and each tab with a call needs one.
'use strict'

window.watchTelephones = (address, show) => {
  const EVERY_MS = 700
  let timer
  async function look() {
    clearTimeout(timer)
    try {
      const response = await fetch(address)
      if (response.ok) show(await response.json())
    } catch {
      // The server is gone for a moment; the next look finds it again.
    }
    timer = setTimeout(() => void look(), EVERY_MS)
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void look()
  })
  void look()
}
