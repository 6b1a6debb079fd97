import { Command } from 'commander';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotPath } from '../facts/open.ts';
import { packageRoot } from '../compiled-code.mjs';
import type { CliContext } from './context.ts';
import { loadExports } from './import.ts';
import { listen } from './serve.ts';

/** `npm start`: builds what is missing, loads the fictional company into an empty data folder, serves and opens the dashboard. */
export function startCommand(context: CliContext): Command {
  return new Command('start')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--port <n>', 'port', '4180')
    .action(async (options: { data: string; port: string }) => {
      const french = context.language === 'fr';
      if (dashboardIsStale()) {
        context.say(french ? 'Construction du tableau de bord…' : 'Building the dashboard…');
        const { build } = await import('vite');
        await build({ configFile: join(packageRoot, 'vite.config.ts'), logLevel: 'warn' });
      }
      if (!existsSync(snapshotPath(options.data)) && !(await loadDemo(context, options.data))) return;
      const address = await listen(context, options.data, '127.0.0.1', Number(options.port));
      if (context.hasDisplay) open(address);
    });
}

/** Writes the fictional company's exports and imports them as a user would. @returns false when that failed. */
async function loadDemo(context: CliContext, data: string): Promise<boolean> {
  context.say(
    context.language === 'fr'
      ? 'Aucune donnée : création et import des exports d’une entreprise fictive…'
      : 'No data: writing and importing the exports of a fictional company…',
  );
  const folder = mkdtempSync(join(tmpdir(), 'vigie-demo-'));
  try {
    const written = await context.runScript('fixtures/demo/run.ts', [folder, '--zip'], (line) => context.say(line));
    const loaded = written === 0 ? await loadExports(context, data, [folder], false) : written;
    context.end(loaded);
    return loaded === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** True when the dashboard was never built, or one of its sources is newer than the build. */
function dashboardIsStale(): boolean {
  const built = join(packageRoot, 'dist/client/index.html');
  if (!existsSync(built)) return true;
  const since = statSync(built).mtimeMs;
  return ['client', 'server/contract', 'package-lock.json'].some((path) => newest(join(packageRoot, path)) > since);
}

function newest(path: string): number {
  const stat = statSync(path);
  return stat.isDirectory() ? Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name)))) : stat.mtimeMs;
}

/** Opens the dashboard in the person's browser; when that fails the printed address is enough. */
function open(address: string): void {
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  spawn(command, [address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
