/** Whether editors or package managers give such a name to a copy of a file. */
export function isBackup(name: string): boolean {
  return /(?:~|\.bak|\.old|\.orig|\.save|\.swp|\.rej|\.rpm(?:save|new|orig)|\.dpkg-\w+|\.pac(?:new|save)|\.ucf-\w+)$|^#.*#$/.test(
    name,
  );
}
