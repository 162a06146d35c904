import { Outlet } from '@tanstack/react-router'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Problem } from '../api.ts'
import { ErrorState } from '../ui/problem.tsx'
import { ToastRegion } from '../ui/toast.tsx'

export function Root() {
  return (
    <>
      <Outlet />
      <ToastRegion />
    </>
  )
}

export function ProblemScreen({ error, reset }: ErrorComponentProps) {
  return (
    <main className="grid min-h-80 place-items-center">
      <ErrorState error={error} onRetry={reset} />
    </main>
  )
}

export function NotFoundScreen() {
  return (
    <main className="grid min-h-80 place-items-center">
      <ErrorState error={notFound} />
    </main>
  )
}

const notFound = new Problem({ code: 'no_such_endpoint' })
