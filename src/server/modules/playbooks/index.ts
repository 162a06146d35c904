/**
 * Playbooks at work: which of a stage's questions were asked in a deal, what was said, and what those who work with the
 * playbook find not to work. What a playbook says is a part of the stage's version (process); how much of it is followed is counted
 * by measurement.
 */
export { playbookRoutes } from './routes.ts'
