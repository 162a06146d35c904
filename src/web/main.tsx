import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem, createQueryClient } from './api.ts'
import { createRondoRouter } from './router.tsx'
import './ui/styles.css'
import { LanguageProvider, firstLanguage, loadLanguage } from './words/language.tsx'

const root = document.getElementById('rondo')
if (!root) throw new Error('index.html has no #rondo')

const words = await loadLanguage(firstLanguage())
const queries = createQueryClient()
const router = createRondoRouter(queries)

// A session that ends while somebody works leads to the door, and from there back to the same page.
queries.getQueryCache().subscribe(({ type, query }) => {
  const { error } = query.state
  const { pathname, href } = router.state.location
  if (type !== 'updated' || !(error instanceof Problem) || error.code !== 'unauthenticated') return
  if (!pathname.startsWith('/w/')) return
  void router.navigate({ to: '/sign-in' as string, search: { to: href } }).then(() => queries.clear())
})

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider first={words}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)
