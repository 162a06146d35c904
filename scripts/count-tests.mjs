// Sums up Vitest's JSON report in one line. Fails if a test failed or if there is no report.
import { readFileSync } from 'node:fs'

const text = readFileSync(process.argv[2], 'utf8')
const report = text === '' ? undefined : JSON.parse(text)
const passed = report?.numPassedTests ?? 0
// A file that could not be loaded, or made ready, has no failed test to count, and is one failure.
const isUnready = (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')
const unready = report?.testResults.filter(isUnready) ?? []
const failed = report ? report.numFailedTests + unready.length : 1
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
