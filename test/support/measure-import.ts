import { ImportError } from '../../pipelines/import-error.ts';
import { importDeliveries } from '../../pipelines/steps/import-deliveries.ts';
import { importRequest } from './import-request.ts';

/**
 * A program: imports a path and prints one JSON line with the result or the error, and the most memory (MiB) that the
 * process ever held. Arguments: data folder, path, memory limit of the database.
 */
const [data = '', path = '', memoryLimit = '512MB'] = process.argv.slice(2);
const outcome = await importDeliveries(importRequest(data, [path], { memoryLimit, acceptRejects: true })).then(
  ([result]) => ({ used: result?.used, rejected: result?.rejected }),
  (error: unknown) =>
    error instanceof ImportError ? { refused: error.problem.en, file: error.file } : { crashed: String(error) },
);
const mebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ ...outcome, mebibytes })}\n`);
