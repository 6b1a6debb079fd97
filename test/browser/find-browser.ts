import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Launcher } from 'chrome-launcher';
import { chromium } from 'playwright-core';

export interface Browser {
  readonly executablePath: string;
  /** Variables it must be started with, beside the usual ones. */
  readonly env: Readonly<Record<string, string>>;
  readonly from: 'CHROME_PATH' | 'npm @sparticuz/chromium' | 'playwright build' | 'system Chrome';
}

/**
 * A Chromium for the browser tests, without ever downloading one: `CHROME_PATH`, else the pinned package on Linux x64
 * (one browser for everybody and for CI), else a build that Playwright installed, else the system's Chrome.
 * @throws Error when there is none, saying what to install.
 */
export async function findBrowser(): Promise<Browser> {
  const chosen = process.env.CHROME_PATH;
  if (chosen !== undefined && chosen !== '') return { executablePath: chosen, env: {}, from: 'CHROME_PATH' };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const packaged = await fromPackage();
    if (packaged !== null) return packaged;
  }
  if (existsSync(chromium.executablePath())) {
    return { executablePath: chromium.executablePath(), env: {}, from: 'playwright build' };
  }
  const system = systemChrome();
  if (system !== null) return { executablePath: system, env: {}, from: 'system Chrome' };
  throw new Error('No Chromium found: install Google Chrome, or set CHROME_PATH to a Chromium.');
}

function systemChrome(): string | null {
  try {
    return Launcher.getInstallations()[0] ?? null;
  } catch {
    return null; // chrome-launcher throws where it finds none
  }
}

const name = '@sparticuz/chromium';

async function fromPackage(): Promise<Browser | null> {
  const root = packageRoot();
  if (root === null) return null;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const folder = join(root, '..', '..', '.cache', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  const libraries = join(folder, 'al2023', 'lib');
  const searched = process.env.LD_LIBRARY_PATH;
  return {
    executablePath: join(folder, 'chromium'),
    // Its own libraries and fonts: a bare Linux lacks libnss3, and without any font every text has width 0.
    env: {
      FONTCONFIG_PATH: folder,
      LD_LIBRARY_PATH: searched === undefined || searched === '' ? libraries : `${searched}:${libraries}`,
    },
    from: 'npm @sparticuz/chromium',
  };
}

/** The package's folder, found by its name, since its layout moves between versions. */
function packageRoot(): string | null {
  const require = createRequire(import.meta.url);
  let folder: string;
  try {
    folder = dirname(require.resolve(name));
  } catch {
    return null;
  }
  while (dirname(folder) !== folder) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === name) {
      return folder;
    }
    folder = dirname(folder);
  }
  return null;
}

/**
 * Unpacks to a fresh folder beside and renames it, so that runs at the same time do not meet half a browser. The package
 * adds the libraries only where it believes to be on Lambda, hence the variable.
 */
async function unpack(folder: string): Promise<void> {
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}-`);
  const before = new Map(
    ['TMPDIR', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'AWS_LAMBDA_JS_RUNTIME'].map((key) => [key, process.env[key]]),
  );
  process.env.TMPDIR = fresh;
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  try {
    const packaged = await import('@sparticuz/chromium');
    await packaged.default.executablePath();
  } finally {
    for (const [key, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, key);
      else process.env[key] = value;
    }
  }
  writeFileSync(
    join(fresh, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`,
  );
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true, force: true }); // another run was first
  }
}
