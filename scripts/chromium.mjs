// The browser that the tests of screens drive.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { CannotPrepare } from './install.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']

/** The path of a Chromium: the one named by CHROMIUM, one that is there, or, as root on Debian, one it installs. */
export function findOrInstallChromium() {
  const chosen = process.env.CHROMIUM
  if (chosen && !runs(chosen)) throw new CannotPrepare(`CHROMIUM=${chosen} cannot be run.`)
  const found = chosen || find()
  if (found) {
    console.error(`Browser for the tests: ${found}`)
    return found
  }
  const apt = existsSync('/usr/bin/apt-get')
  if (!apt || process.getuid() !== 0) throw new CannotPrepare(howToInstall(apt))
  console.error('No Chromium found. Installing it (apt-get install -y chromium; about a minute) …')
  aptGet(['update'])
  aptGet(['install', '-y', '--no-install-recommends', 'chromium'])
  const installed = find()
  if (!installed)
    throw new CannotPrepare('apt-get installed no Chromium that can be run. Name one with CHROMIUM=/path/to/it.')
  return installed
}

function find() {
  const places = [
    ...process.env.PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name))),
    ...applications.map((application) => path.join('/Applications', application)),
  ]
  return places.find(runs)
}

function runs(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function aptGet(args) {
  const done = spawnSync('apt-get', ['-q', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (done.status !== 0) throw new CannotPrepare(`apt-get ${args.join(' ')} failed; its message stands above.`)
}

function howToInstall(apt) {
  const command = apt ? 'sudo apt-get install -y chromium' : 'brew install --cask chromium'
  return [
    'The tests of screens need Chromium, and there is none. Install it and try again:',
    `  ${command}`,
    'or name one: CHROMIUM=/path/to/chromium npm test',
  ].join('\n')
}
