// The browser that the tests of screens drive.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { CannotPrepare } from './install.mjs'

// Draws no window: the tests take a third less of the processor in it than in the others.
const light = 'chromium-headless-shell'
const usual = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome']

/** The path of a Chromium: the one named by CHROMIUM, the lightest that is there or, as root with apt, can be installed. */
export function findOrInstallChromium() {
  const chosen = process.env.CHROMIUM
  if (chosen && !runs(chosen)) throw new CannotPrepare(`CHROMIUM=${chosen} cannot be run.`)
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  const mayInstall = existsSync('/usr/bin/apt-get') && process.getuid() === 0
  const found =
    chosen ||
    find([light]) ||
    (mayInstall && isDebian && install(light)) ||
    find(usual) ||
    (mayInstall && install('chromium'))
  if (!found) throw new CannotPrepare(howToInstall(isDebian))
  console.error(`Browser for the tests: ${found}`)
  return found
}

function find(names) {
  const places = [
    ...process.env.PATH.split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name))),
    ...(names === usual ? applications.map((application) => path.join('/Applications', application)) : []),
  ]
  return places.find(runs)
}

/** Installs a package with a Chromium in it; undefined if that failed, as its messages say. */
function install(name) {
  console.error(`Installing the browser for the tests (apt-get install -y ${name}; about a minute) …`)
  aptGet(['update'])
  aptGet(['install', '-y', '--no-install-recommends', name])
  return find([name])
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
  spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=60', ...args], {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 300_000,
  })
}

function howToInstall(isDebian) {
  const apt = `sudo apt-get install -y ${isDebian ? light : 'chromium'}`
  const command = existsSync('/usr/bin/apt-get') ? apt : 'brew install --cask chromium'
  return [
    'The tests of screens need Chromium, and there is none. Install it and try again:',
    `  ${command}`,
    'or name one: CHROMIUM=/path/to/chromium npm test',
  ].join('\n')
}
