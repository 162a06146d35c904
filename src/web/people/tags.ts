import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addTag, listTags } from '../../contract/tags.ts'
import type { Tag, TagColour } from '../../contract/tags.ts'
import { Problem, call } from '../api.ts'

const none: readonly Tag[] = []

/** All tags of the workspace, by name. */
export function useTags(): readonly Tag[] {
  const tags = useQuery({ queryKey: ['tags'], queryFn: () => call(listTags), staleTime: 60_000 })
  return tags.data?.items ?? none
}

/** Adds a tag by its name; if somebody has added it meanwhile, that one is taken. */
export function useNewTag(onAdded: (id: string) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (name: string) => {
      try {
        return (await call(addTag, { body: { name } })).id
      } catch (error) {
        if (error instanceof Problem && error.code === 'name_taken' && 'id' in error.data) return String(error.data.id)
        throw error
      }
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['tags'] })
      onAdded(id)
    },
  })
}

const hues: Readonly<Record<TagColour, number>> = {
  grey: 265,
  red: 25,
  orange: 55,
  yellow: 90,
  green: 150,
  teal: 190,
  blue: 245,
  violet: 290,
  pink: 350,
}

/** The colour of a tag's dot, in light and dark. */
export function tagColour(colour: TagColour): string {
  const chroma = colour === 'grey' ? '0.01' : 'var(--stage-chroma)'
  return `oklch(var(--stage-lightness) ${chroma} ${hues[colour]})`
}
