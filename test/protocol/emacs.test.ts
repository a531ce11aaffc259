import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  checkOutcome,
  findEditor,
  listBlocks,
  makeFiles,
  removeFiles,
  runEditor,
  type Files,
  type Outcome,
} from '../support/editors';

/** How a client is asked. Emacs runs without a terminal, so what would wait for an idle user is called. */
interface Client {
  readonly library: string;
  /** Lisp before the blocks of the page: the settings, from the variable test-root. */
  readonly settings: string;
  /** Lisp after them: test-ready, test-diagnostics (codes with points), test-completion, test-hover and test-fix, all about the buffer. */
  readonly functions: string;
}

const CLIENTS: Readonly<Record<string, Client>> = {
  Eglot: {
    library: 'eglot',
    settings: String.raw`
(setq-default eglot-workspace-configuration
  (list :qemuFirmware (list :root test-root :consumers ["libvirt@12.8"] :images "off")))`,
    functions: String.raw`
(defun test-ready ()
  (run-hooks 'post-command-hook)
  (eglot-managed-p))
(defun test-diagnostics ()
  (flymake-start nil t)
  (mapcar (lambda (found)
            (cons (plist-get (cdr (assoc 'eglot-lsp-diag (flymake-diagnostic-data found))) :code)
                  (flymake-diagnostic-beg found)))
          (flymake-diagnostics)))
(defun test-completion () (eglot-completion-at-point))
(defun test-hover ()
  (let (text)
    (eglot-hover-eldoc-function (lambda (info &rest _) (setq text info)))
    (test-wait "hover" (lambda () text))))
(defun test-fix ()
  (let ((last-nonmenu-event t)) (eglot-code-actions (point) (point) "quickfix" t))
  (eglot--signal-textDocument/didChange))`,
  },
  'lsp-mode': {
    library: 'lsp-mode',
    settings: String.raw`
(setq lsp-session-file (expand-file-name "lsp-session" (getenv "HOME")) lsp-enable-file-watchers nil)
(lsp-workspace-folders-add default-directory)
(lsp-register-custom-settings
  (list (list "qemuFirmware.root" test-root) '("qemuFirmware.consumers" ["libvirt@12.8"]) '("qemuFirmware.images" "off")))`,
    functions: String.raw`
(defun test-ready ()
  (and (lsp-workspaces) (eq 'initialized (lsp--workspace-status (car (lsp-workspaces))))))
(defun test-diagnostics ()
  (mapcar (lambda (found)
            (cons (gethash "code" found) (lsp--position-to-point (gethash "start" (gethash "range" found)))))
          (lsp--get-buffer-diagnostics)))
(defun test-completion () (lsp-completion-at-point))
(defun test-hover ()
  (lsp--render-on-hover-content
    (gethash "contents" (lsp-request "textDocument/hover" (lsp--text-document-position-params))) t))
(defun test-fix () (lsp-execute-code-action-by-kind "quickfix"))`,
  },
};

/** The same for both clients. */
const SCRIPT = String.raw`
(require 'cl-lib)
(require 'json)

(defun test-wait (reason condition)
  (let ((end (+ (float-time) 50)) found)
    (while (not (setq found (funcall condition)))
      (when (> (float-time) end) (error "no %s: %S" reason (ignore-errors (test-diagnostics))))
      (accept-process-output nil 0.02))
    found))

(defun test-go (text)
  "Goes to the second character of TEXT, which is ASCII."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (1+ (match-beginning 0))))

(defun test-labels ()
  (cl-destructuring-bind (start _end table &rest _) (test-completion)
    (vconcat (mapcar (lambda (label) (string-trim (substring-no-properties label)))
                     (all-completions "" table)))))

(defun test-answer (file code completed hovered)
  (find-file file)
  (test-wait "server" #'test-ready)
  (let* ((found (test-wait code (lambda ()
                  (let ((found (test-diagnostics)))
                    (and (= (length found) 1) (equal (caar found) code) (car found))))))
         (labels (progn (test-go completed) (test-labels)))
         (hover (progn (test-go hovered) (substring-no-properties (test-hover)))))
    (goto-char (cdr found))
    (let ((line (1- (line-number-at-pos))) (character (current-column)))
      (cl-letf (((symbol-function 'completing-read)
                 (lambda (_prompt actions &rest _) (car (all-completions "" actions)))))
        (test-fix))
      (test-wait "end of the diagnostics" (lambda () (null (test-diagnostics))))
      (list (cons 'code code) (cons 'line line) (cons 'character character)
            (cons 'labels labels) (cons 'hover hover)
            (cons 'text (buffer-substring-no-properties (point-min) (point-max)))))))

(defun test-run ()
  (list (cons 'descriptor (test-answer test-descriptor "unknown-value" "verbose-dynamik" "interface-types"))
        (cons 'domain (test-answer test-domain "guest-no-firmware" "efi" "firmware="))))

(let ((outcome (condition-case problem (test-run)
                 (error (list (cons 'error (format "%S" problem)))))))
  (with-temp-file test-result (insert (json-encode outcome))))
(kill-emacs)
`;

for (const [name, client] of Object.entries(CLIENTS))
  describe(`Emacs with ${name}`, function () {
    this.timeout(120_000);
    let files: Files | undefined;
    let outcome: Outcome;

    before(async function () {
      const load = `(progn (package-initialize) (require '${client.library}))`;
      if (findEditor('emacs', '--batch', '--eval', load) === undefined) this.skip();
      files = makeFiles();
      outcome = await runEmacs(files, client, name);
    });
    after(() => {
      if (files) removeFiles(files);
    });

    checkOutcome(() => outcome);
  });

/** Runs the script in an Emacs whose whole configuration is the blocks of the page: the mode, and the client. */
async function runEmacs(files: Files, client: Client, name: string): Promise<Outcome> {
  const { folder, descriptor, domain, root } = files;
  const [mode = '', ...blocks] = listBlocks('Emacs', 'elisp');
  const block = blocks[Object.keys(CLIENTS).indexOf(name)] ?? '';
  const values = { descriptor, domain, root, result: path.join(folder, 'result.json') };
  const script = path.join(folder, 'script.el');
  const setup = Object.entries(values).map(([key, value]) => `(defvar test-${key} ${JSON.stringify(value)})`);
  const start = `(package-initialize)\n(require '${client.library})`;
  writeFileSync(script, [...setup, start, client.settings, mode, block, client.functions, SCRIPT].join('\n'));
  return runEditor(files, 'emacs', ['--batch', '-l', script]);
}
