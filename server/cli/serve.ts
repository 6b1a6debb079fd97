import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import { serveVigie } from '../main.ts';
import { packageRoot } from '../compiled-code.mjs';
import type { CliContext } from './context.ts';

/** `vigie serve`: API and dashboard of a data folder, on this machine only. */
export function serveCommand(context: CliContext): Command {
  return new Command('serve')
    .description('Serve the API and the dashboard')
    .option('--data <dir>', 'data folder', context.defaultData)
    .option('--port <n>', 'port', '4180')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--max-upload <GB>', 'largest delivery taken through the browser')
    .action(async (options: { data: string; port: string; host: string; maxUpload?: string }) => {
      await listen(context, options.data, options.host, Number(options.port), uploadLimit(options.maxUpload));
    });
}

function uploadLimit(gigabytes: string | undefined): number | undefined {
  if (gigabytes === undefined) return undefined;
  const bytes = Number(gigabytes) * 1000 ** 3;
  if (bytes > 0) return bytes;
  throw new UserError('bad_limit', {
    fr: `Limite de téléversement invalide : ${gigabytes}. Donnez un nombre de gigaoctets.`,
    en: `Invalid upload limit: ${gigabytes}. Give a number of gigabytes.`,
  });
}

/** Listens until the process is stopped. @returns the address. @throws UserError when it can't. */
export async function listen(
  context: CliContext,
  dataFolder: string,
  host: string,
  port: number,
  maxUploadBytes?: number,
): Promise<string> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UserError('bad_port', { fr: `Port invalide : ${port}.`, en: `Invalid port: ${port}.` });
  }
  try {
    const { keyFile, logLevel, country } = context;
    const running = await serveVigie({ dataFolder, host, port, keyFile, logLevel, country, maxUploadBytes });
    const stop = () => void running.close().then(() => process.exit(0));
    process.once('SIGINT', stop).once('SIGTERM', stop);
    // Past a limit on file size the system sends this signal, which would end the process before it could say why.
    process.on('SIGXFSZ', () => {});
    context.say(
      context.language === 'fr'
        ? `Vigie écoute sur ${running.address} (cette machine seulement : il n’y a pas encore de comptes).`
        : `Vigie listens on ${running.address} (this machine only: there are no accounts yet).`,
    );
    if (!existsSync(join(packageRoot, 'dist/client/index.html'))) {
      context.say(
        context.language === 'fr'
          ? 'Tableau de bord absent : lancez « npm run build ».'
          : 'No dashboard built: run "npm run build".',
      );
    }
    return running.address;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError('cannot_listen', {
      fr: `Impossible d’écouter sur ${host}:${port} : ${why}. Choisissez un autre port avec --port.`,
      en: `Cannot listen on ${host}:${port}: ${why}. Choose another port with --port.`,
    });
  }
}
