import { writeFileSync } from 'node:fs';

/** Loaded into a process before its program: writes the usage of the process to the file that FUZZ_USAGE names. */
process.once('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const file = process.env.FUZZ_USAGE;
  if (file !== undefined)
    writeFileSync(file, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, rss: maxRSS / 1024 }));
});
