// Runs before the first paint, so that nobody sees the wrong theme, language or direction for a moment.
;(() => {
  const root = document.documentElement
  const stored = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  const theme = stored('rondo.theme')
  root.dataset.theme = theme === 'light' || theme === 'dark' ? theme : dark ? 'dark' : 'light'
  const known = ['en', 'sv', 'he', 'tr', 'da', 'th']
  const wished = [stored('rondo.language'), ...navigator.languages.map((tag) => tag.slice(0, 2).replace('iw', 'he'))]
  root.lang = wished.find((language) => known.includes(language)) ?? 'en'
  root.dir = root.lang === 'he' ? 'rtl' : 'ltr'
})()
