import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { actions, goAfter, hover, marks, openFixes, see, seeLine, suggestions } from './tour/hands.mjs';

/** The cases of libvirt domains in the editor. */

const lens = '.codelens-decoration a';

/** The domain of most cases, below samples/. */
const DOMAIN = 'guests/web.xml';

/** A guest that requires Secure Boot, on a machine type without it. */
const WITHOUT_FIRMWARE = `<domain type='kvm'>
  <name>web</name>
  <memory unit='GiB'>4</memory>
  <vcpu>2</vcpu>
  <os firmware='efi'>
    <type arch='x86_64' machine='pc'>hvm</type>
    <firmware>
      <feature enabled='yes' name='secure-boot'/>
      <feature enabled='no' name='enrolled-keys'/>
    </firmware>
  </os>
  <features>
    <acpi/>
  </features>
</domain>
`;

/** Writes the domain of a case into its workspace. */
const prepareDomain = (text) => async (workspace) => {
  const file = path.join(workspace, DOMAIN);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return { end: async () => {} };
};

/** @type {import('./uiCases.mjs').Case[]} */
export const domainCases = [
  {
    title: 'the machine of a domain is fixed by the keyboard, and the lens names the firmware',
    file: DOMAIN,
    picture: 'domain-fix',
    prepare: prepareDomain(WITHOUT_FIRMWARE),
    steps: async (page, photograph) => {
      await see(page, lens, 'Firmware: none');
      await page.waitForSelector(marks);
      await page.keyboard.press('Control+1');
      await page.keyboard.press('F8');
      await see(page, '.marker-widget', 'No firmware matches this guest.');
      // The cursor stays at the finding.
      await page.keyboard.press('Escape');
      await page.waitForSelector('.marker-widget', { state: 'hidden' });
      // Pointing at a word turns it into a link while Control is down.
      await page.mouse.move(0, 0);
      await openFixes(page);
      const fix = 'Change machine type to “q35”';
      await see(page, `${actions}.focused`, fix);
      await photograph(1, 16);
      await page.keyboard.press('Enter');
      await seeLine(page, "machine='q35'");
      await see(page, lens, 'Firmware: 50-edk2-x86_64-secure.json');
      await page.waitForSelector(marks, { state: 'detached' });
    },
  },
  {
    title: 'the loader of a domain is completed, and explained when the mouse is over it',
    file: DOMAIN,
    picture: 'domain-completion',
    size: { width: 1100, height: 620 },
    prepare: prepareDomain(
      WITHOUT_FIRMWARE.replace(" firmware='efi'", '').replace(
        /\s*<firmware>[^]*<\/firmware>/,
        '\n    <loader ></loader>',
      ),
    ),
    steps: async (page, photograph) => {
      await see(page, lens, 'Firmware:');
      await goAfter(page, '<loader ');
      await page.keyboard.type("type='");
      await page.keyboard.press('Control+Space');
      await see(page, suggestions, 'pflash');
      // The same key shows the documentation next to the list.
      await page.keyboard.press('Control+Space');
      await see(page, '.suggest-details', 'In flash, which can keep variables.');
      await photograph();
      await page.keyboard.press('Enter');
      await seeLine(page, "<loader type='pflash'></loader>");
      await page.locator('.view-line span span', { hasText: 'pflash' }).last().hover();
      await see(page, hover, 'In flash, which can keep variables.');
    },
  },
];
