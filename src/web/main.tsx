import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api.ts'
import { createRondoRouter } from './router.tsx'
import './ui/styles.css'
import { LanguageProvider, firstLanguage, loadLanguage } from './words/language.tsx'

const root = document.getElementById('rondo')
if (!root) throw new Error('index.html has no #rondo')

const words = await loadLanguage(firstLanguage())
const queries = createQueryClient()
const router = createRondoRouter(queries)

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <LanguageProvider first={words}>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)
