import { runPipelineCommand } from './commands/run-command.ts';

// The pipeline's command line, started by `vigie` and by the server as a process of its own; the only file here that reads
// arguments and the environment. Standard output holds one JSON object per line.

// Past a limit on file size the system sends this signal, which would end the process before it could say why.
process.on('SIGXFSZ', () => {});

process.exitCode = await runPipelineCommand(process.argv.slice(2), {
  environment: process.env,
  now: () => new Date(),
  elapsed: () => performance.now(),
  print: (line) => void process.stdout.write(`${JSON.stringify(line)}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
});
