/** The command for a POSIX shell that puts a copy of a file where only the administrator may write. An empty file comes from /dev/null. */
export function makeInstallCommand(source: string, target: string): string {
  return `sudo install -D -m 644 ${quote(source)} ${quote(target)}`;
}

function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
