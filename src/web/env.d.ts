/// <reference types="vite/client" />

/** Tabler's icons are imported one file each: the package's index would make the build read all six thousand. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  const icon: import('react').ComponentType<{ size?: number; stroke?: number; className?: string }>
  export default icon
}
