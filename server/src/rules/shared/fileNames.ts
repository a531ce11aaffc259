/** Whether a name is one that editors and package managers give to a copy of a file. */
export function isBackup(name: string): boolean {
  return /(?:~|\.bak|\.old|\.orig|\.save|\.swp|\.rej|\.rpm(?:save|new|orig)|\.dpkg-\w+|\.pac(?:new|save)|\.ucf-\w+)$|^#.*#$/.test(
    name,
  );
}
