import { t } from '../../text/translations';
import { findFeature } from '../../descriptor/firmwareView';
import type { StoredKeys } from '../../images/facts';
import type { Rule, RuleDocs } from '../rule';
import {
  HOST_VARIABLES,
  makeCode,
  makeJsonStore,
  makeVariableStore,
  makeWholeImage,
  Q35,
  withImages,
} from '../shared/exampleImages';
import { isRead, refuteClaim, findVariables } from '../shared/namedImages';
import { findFeatureList, addFeature } from '../shared/features';

export const imageKeys: Rule = {
  code: 'image-keys',
  severity: 'warning',
  needsWholeText: true,
  needsImages: true,
  *check(document) {
    const image = findVariables(document);
    const claim = findFeature(document.view, 'enrolled-keys');
    if (!image || !isRead(image)) return;
    const { content, size } = image.facts;
    const variables = image.facts.variables ?? image.facts.json?.variables;
    const isBlank =
      content === 'blank' || (size === 0 && document.view.mapping?.uefiVarsTemplate !== undefined);
    const list = findFeatureList(document);
    if (claim && (variables ? !variables.enrolled && isSure(variables) : isBlank))
      yield refuteClaim(document, claim, image, {
        message: t(
          '{0} A guest that requires enrolled keys starts without Secure Boot. Remove “enrolled-keys”, or use a template with keys.',
          variables ? explainNotEnrolled(variables) : t('The variable store is blank and has no keys.'),
        ),
        what: t('The variable store'),
      });
    if (!claim && variables?.enrolled && list)
      yield {
        range: image.filename.json,
        message: t(
          '{0} Secure Boot is active at the first start, even for guests that exclude enrolled keys. Add “enrolled-keys”, or use the empty template.',
          variables.pk?.subject === undefined
            ? t('The variable store has a platform key.')
            : t('The variable store has a platform key (CN={0}).', variables.pk.subject),
        ),
        fixes: addFeature(document, 'enrolled-keys'),
      };
  },
};

/** Whether keys that were not found are certainly missing. */
function isSure({ complete, pk }: StoredKeys): boolean {
  return complete || pk !== undefined;
}

function explainNotEnrolled({ pk, secureBootEnable, count }: StoredKeys): string {
  if (pk && secureBootEnable === 0) return t('Secure Boot is disabled in the variable store.');
  return count === 0
    ? t('The variable store is empty and has no keys.')
    : t('The variable store has no platform key (PK); number of variables: {0}.', count);
}

const KEYS = { enrolled: true, count: 4, pk: { subject: 'Example PK' }, kek: 1, db: 2, dbx: 70 };

export const imageKeysDocs: RuleDocs = {
  rule: imageKeys,
  title: 'Enrolled keys that are missing or not declared',
  documentation: `Keys are enrolled if the variable store that a guest starts with has a platform key (PK) and does not disable
Secure Boot: the firmware then starts only systems with a valid signature. libvirt and mkosi select by \`enrolled-keys\`, so a
wrong declaration gives guests a Secure Boot that accepts everything, or one that rejects their own system. Correct the feature,
or name a template that matches it. For firmware with \`uefi-vars\`, this rule reads the keys from the template in JSON.
[FirmwareFeature; edk2 SecurityPkg, AuthService]`,
  examples: () => ({
    valid: [
      withImages({ features: ['verbose-dynamic'] }, '', makeCode()),
      withImages(
        { ...HOST_VARIABLES, features: ['enrolled-keys', 'host-uefi-vars', 'secure-boot'] },
        '',
        makeWholeImage({ secureBoot: true }),
        makeJsonStore(KEYS),
      ),
      withImages(
        { targets: Q35, features: ['secure-boot', 'enrolled-keys', 'requires-smm'] },
        '',
        makeCode({}, { secureBoot: true, smm: true }),
        makeVariableStore(KEYS),
      ),
    ],
    invalid: [
      withImages(
        { ...HOST_VARIABLES, features: ['enrolled-keys', 'host-uefi-vars', 'secure-boot'] },
        '(the template is an empty store in JSON)',
        makeWholeImage({ secureBoot: true }),
        makeJsonStore(),
      ),
      withImages(
        { targets: Q35, features: ['secure-boot', 'enrolled-keys', 'requires-smm'] },
        '(the template is an empty variable store)',
        makeCode({}, { secureBoot: true, smm: true }),
      ),
      withImages(
        { targets: Q35, features: ['secure-boot', 'requires-smm'] },
        '(the template has a PK)',
        makeCode({}, { secureBoot: true, smm: true }),
        makeVariableStore(KEYS),
      ),
    ],
  }),
};
